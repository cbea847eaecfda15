// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ModelInfo } from '#contract/models.ts'
import { createFakeServer, model } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const group = () => screen.getByRole('group', { name: 'Models' })
const box = (name: string) => within(group()).getByRole<HTMLInputElement>('checkbox', { name })
const lines = () =>
  within(group())
    .queryAllByRole('listitem')
    .map((line) => line.querySelector('p')?.textContent)
async function renderModels(models: readonly ModelInfo[], choice?: readonly string[]) {
  const server = createFakeServer()
  server.models = { models: [...models], defaultModels: models.filter((each) => each.available).map(({ id }) => id) }
  const app = await renderApp('/', server)
  if (choice !== undefined) await act(() => app.services.modelChoice.choose(choice))
  return app
}

const many = [
  ...['Poster', 'Pixel'].map((label) => model(`sketch:${label.toLowerCase()}`, label)),
  ...[1, 2, 3, 4, 5].map((number) => model(`openai:image-${number}`, `Image ${number}`, { price: { usd: 0.04 } })),
  model('bfl:flux', 'FLUX'),
  model('acme:one', 'One'),
]

describe('models of several providers', () => {
  it('stand under their names, which say how many are chosen, and none is out of sight', async () => {
    const { user } = await renderModels(many, ['sketch:poster', 'openai:image-1', 'openai:image-2'])
    const titles = () => [...group().querySelectorAll('fieldset fieldset legend')].map((each) => each.textContent)
    expect(titles()).toEqual([
      'Sketch, 1 of 2 chosen',
      'OpenAI, 2 of 5 chosen',
      'Black Forest Labs, 0 of 1 chosen',
      'acme, 0 of 1 chosen',
    ])
    expect(within(group()).getAllByRole('checkbox')).toHaveLength(many.length)
    await user.click(box('Image 3'))
    expect(titles()[1]).toBe('OpenAI, 3 of 5 chosen')
  })

  it('cannot all be sent to at once: more than a request takes are refused before it leaves', async () => {
    const models = Array.from({ length: 21 }, (_, index) => model(`openai:${index}`, `Image ${index}`))
    const { user, server } = await renderModels(models)
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox{Control>}{Enter}{/Control}')
    expect(server.requestsTo('/api/generate')).toEqual([])
    expect(screen.getByText('Choose at most 20 models.')).toBeTruthy()
  })
})

describe('models', () => {
  it('of one provider need no name of it', async () => {
    await renderModels(many.slice(0, 2))
    expect(within(group()).queryByRole('group')).toBeNull()
  })

  it('tell in their description when they end, and keep their name', async () => {
    await renderModels([model('openai:old', 'Old', { price: { usd: 0.04 }, retiredOn: '2026-12-01' })])
    const description = document.getElementById(box('Old').getAttribute('aria-describedby') ?? '')?.textContent
    expect(description).toBe('about $0.04. Ends on 1 December 2026')
  })
})

describe('a chosen model that is off', () => {
  const gone = { available: false, retiredOn: '2026-08-17' }
  const models = [
    model('gemini:banana', 'Nano Banana'),
    model('sketch:poster', 'Poster'),
    model('gemini:imagen', 'Imagen 4', { ...gone, replacement: 'gemini:flash' }),
    model('gemini:flash', 'Flash', { ...gone, replacement: 'gemini:banana' }),
    model('openai:image', 'Image', { available: false, reason: 'No key.', replacement: 'gemini:banana' }),
  ]

  it('is replaced by the successor that is left, at a press, and the rest of the choice stays', async () => {
    const { user, services } = await renderModels(models, ['sketch:poster', 'gemini:imagen'])
    expect(within(group()).queryByRole('checkbox', { name: 'Imagen 4' })).toBeNull()
    expect(lines()).toEqual(['Imagen 4 no longer exists. Use Nano Banana instead?'])
    expect(box('Nano Banana').checked).toBe(false)
    await user.click(screen.getByRole('button', { name: 'Use' }))
    expect(services.modelChoice.ids.get()).toEqual(['sketch:poster', 'gemini:banana'])
    expect(box('Nano Banana').checked).toBe(true)
    expect(lines()).toEqual([])
    expect(document.activeElement).toBe(group())
  })

  it('is forgotten at "Dismiss", and stays so', async () => {
    const { user, close } = await renderModels(models, ['sketch:poster', 'gemini:imagen'])
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(lines()).toEqual([])
    expect(box('Poster').checked).toBe(true)
    close()
    await renderModels(models)
    expect(lines()).toEqual([])
    expect(box('Poster').checked).toBe(true)
    expect(box('Nano Banana').checked).toBe(false)
  })

  it('is still told of after another model was ticked', async () => {
    const { user } = await renderModels(models, ['sketch:poster', 'gemini:imagen'])
    await user.click(box('Nano Banana'))
    // The successor is chosen already, so that there is nothing to use in its place.
    expect(lines()).toEqual(['Imagen 4 no longer exists.'])
    await user.click(box('Nano Banana'))
    await user.click(box('Poster'))
    expect(box('Poster').checked).toBe(false)
  })

  it('for another reason than its end is not replaced', async () => {
    const { user, services } = await renderModels(models, ['openai:image', 'bfl:unknown', 'sketch:poster'])
    expect(lines()).toEqual(['Image is off now.', 'unknown is off now.'])
    expect(screen.queryByRole('button', { name: 'Use' })).toBeNull()
    await user.click(screen.getAllByRole('button', { name: 'Dismiss' })[0] ?? document.body)
    expect(services.modelChoice.ids.get()).toEqual(['sketch:poster', 'bfl:unknown'])
  })

  it('leaves the default models ticked where nothing else was chosen, after "Dismiss" too', async () => {
    const { user } = await renderModels(models, ['gemini:imagen'])
    expect(box('Poster').checked).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(box('Poster').checked).toBe(true)
    expect(lines()).toEqual([])
  })
})
