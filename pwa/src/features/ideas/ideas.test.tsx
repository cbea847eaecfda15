// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examplePrompts } from '#ui/texts/example-prompts.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
const button = (name: string) => screen.getByRole('button', { name })
const history = () => screen.getByRole('region', { name: 'Prompt history' })
const lines = () => within(screen.getByRole('list', { name: 'Past prompts' })).getAllByRole('listitem')
const status = () => screen.getByRole('status').textContent
const templates = () => screen.getByRole('region', { name: 'Templates' })

async function appWith(...prompts: readonly string[]) {
  const app = await renderApp('/')
  for (const prompt of prompts) {
    await app.user.click(box())
    await app.user.paste(prompt)
    await app.user.click(button('Generate'))
    await app.rest()
    await app.advance(10)
  }
  return app
}

async function openHistory(app: Awaited<ReturnType<typeof renderApp>>) {
  await app.user.click(button('Prompt history'))
  await waitFor(() => expect(lines().length).toBeGreaterThan(0))
}

describe('the prompt history', () => {
  it('lists what was sent, newest first and each text once, and finds it by words', async () => {
    const app = await appWith('a red boat', 'A fox', 'a  fox')
    await openHistory(app)
    expect(lines().map((line) => line.querySelector('p')?.textContent)).toEqual(['a  fox', 'a red boat'])
    expect(lines()[0]?.textContent).toContain('2 times')
    await app.user.type(within(history()).getByRole('searchbox', { name: 'Search history' }), 'BOAT red{Enter}')
    expect(lines()).toHaveLength(1)
    expect(history().textContent).toContain('1 of 2 prompts')
    await app.user.type(within(history()).getByRole('searchbox'), ' hen')
    expect(history().textContent).toContain("No prompt contains 'BOAT red hen'.")
    // Enter in the search has sent nothing.
    expect(app.server.requestsTo('/api/generate')).toHaveLength(3)
  })

  it('puts a prompt into the box, and asks before another text is replaced', async () => {
    const app = await appWith('a red boat')
    await app.user.type(box(), 'half a thought')
    await openHistory(app)
    await app.user.click(within(history()).getByRole('button', { name: 'Use this prompt' }))
    expect(box().value).toBe('half a thought')
    const question = await screen.findByRole('dialog')
    await app.user.click(within(question).getAllByRole('button')[0] as HTMLElement) // the first is the yes
    expect(box().value).toBe('a red boat')
    expect(screen.queryByRole('region', { name: 'Prompt history' })).toBeNull()
    expect(document.activeElement).toBe(box())
  })

  it('forgets one, or all, until that is undone or the prompt is sent again', async () => {
    const app = await appWith('a red boat', 'a fox')
    await openHistory(app)
    const [first] = within(history()).getAllByRole('button', { name: 'Remove from history' })
    await app.user.click(first as HTMLElement) // there are two
    await waitFor(() => expect(lines()).toHaveLength(1))
    expect(status()).toBe('Removed from the history.')
    await app.user.click(button('Undo'))
    await waitFor(() => expect(lines()).toHaveLength(2))
    await app.user.click(button('Clear history'))
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Past prompts' })).toBeNull())
    await app.user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Prompt history' })).toBeNull()
    await app.advance(1000)
    await app.user.type(box(), 'A FOX')
    await app.user.click(button('Generate'))
    await app.rest()
    await openHistory(app)
    expect(lines()).toHaveLength(1)
    expect(lines()[0]?.textContent).toContain('2 times')
  })

  it('says so where nothing was sent, and where it cannot be read', async () => {
    const app = await renderApp('/')
    await app.user.click(button('Prompt history'))
    await waitFor(() => expect(history().textContent).toContain('Nothing yet.'))
    await app.user.click(button('Hide panel'))
    globalThis.indexedDB = new IDBFactory()
    const trouble = await renderApp('/')
    Object.assign(trouble.services.device, {
      openHistory: () => Promise.reject(new DOMException('gone', 'UnknownError')),
    })
    await trouble.user.click(screen.getAllByRole('button', { name: 'Prompt history' }).at(-1) as HTMLElement)
    await screen.findByText('The history could not be read.')
  })
})

describe('the arrow keys in an empty box', () => {
  it('bring older and newer prompts, and leave the box as empty as it was', async () => {
    const app = await appWith('first', 'second', 'third')
    await app.user.click(box())
    await app.user.keyboard('{ArrowUp}')
    await waitFor(() => expect(box().value).toBe('third'))
    await app.user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
    expect(box().value).toBe('first')
    await app.user.keyboard('{ArrowDown}')
    expect(box().value).toBe('second')
    await app.user.keyboard('{ArrowDown}{ArrowDown}')
    expect(box().value).toBe('')
  })

  it('never replace what somebody has written', async () => {
    const app = await appWith('first', 'second')
    await app.user.type(box(), 'my own{ArrowUp}')
    expect(box().value).toBe('my own')
    await app.user.clear(box())
    await app.user.keyboard('{ArrowUp}')
    await waitFor(() => expect(box().value).toBe('second'))
    await app.user.type(box(), ' one, changed{ArrowUp}{ArrowDown}')
    expect(box().value).toBe('second one, changed')
  })
})

describe('"Inspire me"', () => {
  it('puts another example into the box each time, without a question', async () => {
    const app = await renderApp('/')
    const seen = new Set<string>()
    for (let press = 0; press < 8; press += 1) {
      const before = box().value
      await app.user.click(button('Inspire me'))
      await waitFor(() => expect(box().value).not.toBe(before))
      seen.add(box().value)
    }
    expect(seen.size).toBe(8)
    expect([...seen].every((text) => examplePrompts.includes(text))).toBe(true)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('gives a text of one’s own back', async () => {
    const app = await renderApp('/')
    await app.user.click(button('Generate'))
    expect(screen.getByText('Write a prompt first.')).toBeTruthy()
    await app.user.type(box(), 'my own')
    await app.user.click(button('Inspire me'))
    await waitFor(() => expect(examplePrompts).toContain(box().value))
    await app.user.click(button('Undo'))
    expect(box().value).toBe('my own')
    expect(status()).toBe('Your text is back in the box.')
  })
})

describe('templates', () => {
  const field = (name: string) => within(templates()).getByRole<HTMLInputElement>('textbox', { name })

  it('are saved from the box, filled with a live preview, and remember their last values', async () => {
    const app = await renderApp('/')
    await app.user.click(box())
    await app.user.paste('a {animal} in {place}')
    await app.user.click(button('Templates'))
    await app.user.click(await screen.findByRole('button', { name: 'Save as template' }))
    await app.user.type(field('Template name'), 'Mine')
    await app.user.click(button('Save template'))
    const own = await screen.findByRole('list', { name: 'Yours' })
    await app.user.clear(box())
    await app.user.click(within(own).getByRole('button', { name: 'Use template' }))
    await app.user.type(field('animal'), 'fox')
    expect(templates().textContent).toContain('a fox in {place}')
    await app.user.click(button('Put in the box'))
    expect(within(templates()).getByRole('alert').textContent).toBe('Fill in “place” first.')
    expect(box().value).toBe('')
    await app.user.type(field('place'), 'the snow')
    await app.user.click(button('Put in the box'))
    expect(box().value).toBe('a fox in the snow')
    await app.user.clear(box())
    await app.user.click(button('Templates'))
    const again = await screen.findByRole('list', { name: 'Yours' })
    await app.user.click(within(again).getByRole('button', { name: 'Use template' }))
    await waitFor(() => expect(field('animal').value).toBe('fox'))
  })

  it('keep what was written where they cannot be saved, with the reason', async () => {
    const app = await renderApp('/')
    await app.user.click(button('Templates'))
    await app.user.click(await screen.findByRole('button', { name: 'New template' }))
    await app.user.type(field('Template name'), 'Mine')
    await app.user.type(field('Template text'), 'a {{fox')
    const alert = () => within(templates()).getByRole('alert').textContent
    await app.user.click(button('Save template'))
    await waitFor(() => expect(alert()).toBe('A brace { is not closed by }.'))
    expect(field('Template text').value).toBe('a {fox')
    await app.user.type(field('Template text'), '}')
    await app.user.click(button('Save template'))
    await screen.findByRole('list', { name: 'Yours' })
    await app.user.click(button('New template'))
    await app.user.type(field('Template name'), 'MINE')
    await app.user.type(field('Template text'), 'other')
    await app.user.click(button('Save template'))
    await waitFor(() => expect(alert()).toBe('There is a template of this name already.'))
    expect(field('Template text').value).toBe('other')
  })

  it('are changed, removed, and brought back', async () => {
    const app = await renderApp('/')
    const store = await app.services.device.openTemplates()
    await store.save({ id: 'a', name: 'Mine', text: 'a boat' })
    await app.user.click(button('Templates'))
    await app.user.click(await screen.findByRole('button', { name: 'Edit template' }))
    await app.user.type(field('Template text'), ' at sea')
    await app.user.click(button('Save template'))
    await screen.findByText('a boat at sea')
    await app.user.click(button('Remove template'))
    await waitFor(() => expect(screen.queryByText('a boat at sea')).toBeNull())
    await app.user.click(button('Undo'))
    await screen.findByText('a boat at sea')
    // One without blanks is in the box at once.
    await app.user.click(
      within(screen.getByRole('list', { name: 'Yours' })).getByRole('button', { name: 'Use template' }),
    )
    expect(box().value).toBe('a boat at sea')
  })
})
