// @vitest-environment jsdom
import { act, cleanup, createEvent, fireEvent, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeServer, errorAnswer, model } from '../../fake-server.ts'
import { settle } from '../../manual-timing.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
const results = () => screen.getByRole('region', { name: 'Results' })
const generate = () => screen.getByRole('button', { name: 'Generate' })
const status = () => screen.getByRole('status').textContent
const descriptionOf = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')
const bodyOf = (request: { body: string } | undefined) => JSON.parse(request?.body ?? 'null')

describe('sending a prompt', () => {
  it.each(['Control', 'Meta'])('sends once with %s+Enter, then empties and focuses the box', async (key) => {
    const { user, server, rest } = await renderApp('/')
    await user.type(box(), 'a fox')
    await user.keyboard(`{${key}>}{Enter}{/${key}}`)
    await rest()
    expect(server.requestsTo('/api/generate')).toHaveLength(1)
    const [sent] = server.requestsTo('/api/generate')
    expect(bodyOf(sent)).toEqual({ prompt: 'a fox', models: ['stub:fast', 'stub:slow'], aspectRatio: '1:1' })
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/)
    expect(sent?.headers.get('Authorization')).toMatch(/^Bearer [\w-]{43}$/)
    expect(box().value).toBe('')
    expect(document.activeElement).toBe(box())
    expect(status()).toBe('Sent. 2 models are working.')
  })

  it('makes one job of a double press, without a complaint about the empty box', async () => {
    const { user, server, rest } = await renderApp('/')
    await user.type(box(), 'a fox')
    await user.dblClick(generate())
    await rest()
    expect(server.requestsTo('/api/generate')).toHaveLength(1)
    expect(screen.queryByText('Write a prompt first.')).toBeNull()
  })

  it('complains about the empty box a while after a prompt, also where the clock was set back meanwhile', async () => {
    const { user, timing, rest } = await renderApp('/')
    await user.type(box(), 'a fox')
    await user.click(generate())
    await rest()
    await timing.advance(-86_400_000)
    const steady = performance.now() + 2000
    const clock = vi.spyOn(performance, 'now').mockReturnValue(steady)
    await user.click(generate())
    await rest()
    clock.mockRestore()
    expect(screen.getByText('Write a prompt first.')).toBeTruthy()
  })

  it('takes the next prompt while the server still thinks about the first', async () => {
    const { user, server, rest } = await renderApp('/')
    server.respond('/api/generate', () => new Promise(() => {}))
    await user.type(box(), 'a fox')
    await user.click(generate())
    await rest()
    expect(box().value).toBe('')
    await user.type(box(), 'a hen')
    await user.click(generate())
    await rest()
    expect(box().value).toBe('')
    expect(within(results()).getByRole('heading', { name: 'Sending' })).toBeTruthy()
    expect(within(results()).getByRole('heading', { name: 'Waiting its turn' })).toBeTruthy()
    expect(server.requestsTo('/api/generate')).toHaveLength(1)
  })

  it('sends nothing for Enter alone, nor for Enter that ends a composed word', async () => {
    const { user, server } = await renderApp('/')
    await user.type(box(), 'a fox{Enter}')
    const composing = createEvent.keyDown(box(), { key: 'Enter', ctrlKey: true, isComposing: true })
    fireEvent(box(), composing)
    fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true, keyCode: 229 })
    expect(server.requestsTo('/api/generate')).toEqual([])
    expect(box().value).toBe('a fox\n')
  })

  it('says that the box is empty, in the status of the field', async () => {
    const { user, server } = await renderApp('/')
    await user.click(generate())
    expect(server.requestsTo('/api/generate')).toEqual([])
    expect(descriptionOf(box())).toContain('Write a prompt first.')
    expect(document.activeElement).toBe(box())
  })

  it('keeps a text over the limit whole, says how much is over, and sends nothing', async () => {
    const { user, server } = await renderApp('/')
    await user.click(box())
    await user.paste('x'.repeat(5000))
    expect(box().value).toHaveLength(5000)
    expect(descriptionOf(box())).toContain('5,000 of 1,000. 4,000 over.')
    expect(descriptionOf(box())).toContain('4,000 over the limit of 1,000')
    expect(box().getAttribute('aria-invalid')).toBe('true')
    expect(status()).toBe('4,000 characters over the limit of 1,000.')
    await user.click(generate())
    expect(server.requestsTo('/api/generate')).toEqual([])
    expect(descriptionOf(box())).toContain('over the limit of 1,000 characters')
  })

  it('saves the prompt when the server cannot be reached, says so, and sends the same id and bytes again', async () => {
    const { user, server, rest, advance } = await renderApp('/')
    server.respond('/api/generate', () => Promise.reject(new TypeError('Failed to fetch')))
    await user.type(box(), 'a fox')
    await user.click(generate())
    await rest()
    expect(box().value).toBe('')
    expect(status()).toBe('Saved on this device. It is sent when there is a network.')
    expect(document.title).toBe('(1) Create – Pixel Prompt')
    expect(within(results()).getByRole('heading', { level: 2 }).textContent).toMatch(
      /^Waiting for network\. Next try in \d+\ss$/,
    )
    server.restore('/api/generate')
    await advance(60_000)
    await rest()
    const [first, second] = server.requestsTo('/api/generate')
    expect(second?.headers.get('Idempotency-Key')).toBe(first?.headers.get('Idempotency-Key'))
    expect(second?.headers.get('X-Correlation-ID')).toBe(first?.headers.get('X-Correlation-ID'))
    expect(second?.body).toBe(first?.body)
    expect(status()).toBe('Sent. 2 models are working.')
    expect(document.title).toBe('Create – Pixel Prompt')
  })

  it('keeps the text in the box where the device cannot save it, and says so', async () => {
    const { user, server, rest } = await renderApp('/')
    await user.type(box(), 'a fox')
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError')
    })
    await user.click(generate())
    await rest()
    transaction.mockRestore()
    expect(box().value).toBe('a fox')
    expect(descriptionOf(box())).toContain('could not be saved on the device: storage is full. It is still in the box.')
    expect(server.requestsTo('/api/generate')).toEqual([])
  })

  it("shows the sentence of the server's code, never the code, and puts the text back for editing", async () => {
    const { user, server, rest } = await renderApp('/')
    server.respond('/api/generate', () => errorAnswer('UNKNOWN_MODEL'))
    await user.type(box(), 'a fox')
    await user.click(generate())
    await rest()
    const sentence = 'Needs you: one of the chosen models is not known here.'
    expect(within(results()).getByRole('heading', { name: sentence })).toBeTruthy()
    expect(status()).toBe(sentence)
    expect(document.body.textContent).not.toContain('UNKNOWN_MODEL')
    await user.click(screen.getByRole('button', { name: 'Edit prompt' }))
    await rest()
    expect(box().value).toBe('a fox')
    expect(within(results()).queryByRole('heading', { level: 2 })).toBeNull()
  })

  it('accepts nothing from an answer that names another job', async () => {
    const { user, server, rest } = await renderApp('/')
    server.respond('/api/generate', (request) => {
      server.restore('/api/generate')
      const headers = {
        ...Object.fromEntries(request.headers),
        'idempotency-key': '0193e0b0-1234-7000-8000-000000000009',
      }
      return server.fetch('/api/generate', { method: 'POST', body: request.body, headers })
    })
    await user.type(box(), 'a fox')
    await user.click(generate())
    await rest()
    expect(within(results()).getByRole('heading', { level: 2 }).textContent).toContain('Waiting for network')
  })
})

describe('the choices', () => {
  const paid = () => {
    const server = createFakeServer()
    const can = { aspectRatios: ['1:1', '9:16'], seed: true, negativePrompt: true, maxPrompt: 1000 }
    server.models = {
      models: [
        model('stub:plain', 'Plain', { price: { usd: 0.04 } }),
        model('stub:rich', 'Rich', { price: { usd: 0.08 }, capabilities: can }),
        model('stub:off', 'Off', { available: false, reason: 'No key.' }),
      ],
      defaultModels: ['stub:plain'],
    }
    return server
  }

  it('offers each model that is on, and the price of what is chosen', async () => {
    const { user } = await renderApp('/', paid())
    const group = screen.getByRole('group', { name: 'Models' })
    expect(
      within(group)
        .getAllByRole('checkbox')
        .map((each) => each.getAttribute('id')),
    ).toEqual(['model-stub:plain', 'model-stub:rich'])
    expect(descriptionOf(generate())).toBe('1 model, about $0.04')
    await user.click(within(group).getByRole('checkbox', { name: 'Rich' }))
    expect(descriptionOf(generate())).toBe('2 models, about $0.12')
  })

  it('shows a control only while a chosen model has it, and puts it into the request', async () => {
    const { user, server, rest } = await renderApp('/', paid())
    expect(screen.queryByRole('spinbutton', { name: 'Seed' })).toBeNull()
    await user.click(screen.getByRole('checkbox', { name: 'Rich' }))
    await user.type(screen.getByRole('spinbutton', { name: 'Seed' }), '42')
    await user.type(screen.getByRole('textbox', { name: 'Leave out' }), 'people')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Aspect ratio' }), '9:16')
    expect(descriptionOf(screen.getByRole('combobox', { name: 'Aspect ratio' }))).toContain('Plain')
    await user.click(screen.getByRole('checkbox', { name: 'Publish to gallery' }))
    await user.type(box(), 'a fox{Control>}{Enter}{/Control}')
    await rest()
    expect(bodyOf(server.requestsTo('/api/generate')[0])).toEqual({
      prompt: 'a fox',
      models: ['stub:plain', 'stub:rich'],
      aspectRatio: '9:16',
      seed: 42,
      negativePrompt: 'people',
      publish: true,
    })
  })

  it('refuses a seed that no model takes, and says so', async () => {
    const { user, server } = await renderApp('/', paid())
    await user.click(screen.getByRole('checkbox', { name: 'Rich' }))
    await user.type(screen.getByRole('spinbutton', { name: 'Seed' }), '1.5')
    await user.type(box(), 'a fox{Control>}{Enter}{/Control}')
    expect(server.requestsTo('/api/generate')).toEqual([])
    expect(screen.getByText('The seed is a whole number from 0 to 2,147,483,646.')).toBeTruthy()
  })

  it('asks for a model where none is chosen', async () => {
    const { user, server } = await renderApp('/', paid())
    await user.click(screen.getByRole('checkbox', { name: 'Plain' }))
    await user.type(box(), 'a fox{Control>}{Enter}{/Control}')
    expect(server.requestsTo('/api/generate')).toEqual([])
    expect(screen.getByText('Choose at least one model.')).toBeTruthy()
  })

  it('says who will see the pictures: by the default of the deployment, then by choice', async () => {
    const { user } = await renderApp('/')
    const publish = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Publish to gallery' })
    expect(publish.checked).toBe(true)
    expect(descriptionOf(publish)).toBe('Everyone who can open this address sees it.')
    await user.click(publish)
    expect(descriptionOf(publish)).toBe('Only who has the link sees it.')
  })

  it('works without a list of models: the defaults of the server are asked', async () => {
    const server = createFakeServer()
    server.respond('/api/models', () => errorAnswer('INVALID_REQUEST'))
    const { user, rest } = await renderApp('/', server)
    expect(screen.getByText('The model list could not be loaded.')).toBeTruthy()
    await user.type(box(), 'a fox{Control>}{Enter}{/Control}')
    await rest()
    expect(bodyOf(server.requestsTo('/api/generate')[0])).toEqual({ prompt: 'a fox', aspectRatio: '1:1' })
    server.restore('/api/models')
    await user.click(screen.getByRole('button', { name: 'Retry' }))
    await act(settle)
    expect(screen.getByRole('checkbox', { name: 'Fast' })).toBeTruthy()
  })
})
