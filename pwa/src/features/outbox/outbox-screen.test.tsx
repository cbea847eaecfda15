// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import { createDatabase } from '#offline/database.ts'
import { createFakeServer, errorAnswer } from '../../fake-server.ts'
import { createMemoryCaches } from '../../memory-caches.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const items = () => within(screen.getByRole('list', { name: 'Outbox' })).getAllByRole('listitem')
const prompts = () =>
  items().map((item) => document.getElementById(item.getAttribute('aria-labelledby') ?? '')?.textContent)
const item = (index: number) => within(items()[index] ?? document.body)
const bodiesOf = (server: ReturnType<typeof createFakeServer>) =>
  server.requestsTo('/api/generate').map(({ body }) => JSON.parse(body).prompt)

/** The outbox of a device without a network, with prompts in it. */
async function offline(texts: readonly string[], isOnLine = false) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnLine)
  const server = createFakeServer()
  const unplug = () => {
    for (const path of ['/api/generate', '/api/health', '/api/jobs']) {
      server.respond(path, () => Promise.reject(new TypeError('Failed to fetch')))
    }
  }
  unplug()
  const app = await renderApp('/', server)
  for (const text of texts) {
    await app.user.type(screen.getByRole('textbox', { name: 'Prompt' }), text)
    await app.user.click(screen.getByRole('button', { name: 'Generate' }))
    await app.rest()
  }
  await app.user.click(within(screen.getByRole('navigation')).getByRole('link', { name: 'Outbox' }))
  await app.rest()
  async function press(index: number, name: string) {
    await app.user.click(item(index).getByRole('button', { name }))
    await app.rest()
  }
  async function plugIn() {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
    for (const path of ['/api/generate', '/api/health', '/api/jobs']) server.restore(path)
    app.attention.wake()
    await app.rest()
  }
  return { ...app, press, plugIn }
}

describe('the outbox', () => {
  it('says that nothing waits, and leads to the prompt box', async () => {
    await renderApp('/outbox')
    expect(screen.getByText('Nothing is waiting. Prompts you send without a network wait here.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Write a prompt' })).toBeTruthy()
  })

  it('holds what was sent without a network, says so, and sends it in order by itself', async () => {
    const { server, plugIn } = await offline(['one', 'two', 'three'])
    expect(prompts()).toEqual(['one', 'two', 'three'])
    expect(document.title).toBe('(3) Outbox – Pixel Prompt')
    expect(screen.getByText('3 prompts are only on this device until they are sent.')).toBeTruthy()
    for (const index of [0, 1, 2]) expect(item(index).getByText(/^Waiting for network/)).toBeTruthy()
    await plugIn()
    expect(screen.queryByRole('list', { name: 'Outbox' })).toBeNull()
    expect([...server.jobs.values()].map(({ prompt }) => prompt)).toEqual(['one', 'two', 'three'])
  })

  it('counts down to the next try, and tries at once on a press', async () => {
    const { server, press, advance } = await offline(['one'], true)
    const text = () => item(0).getByText(/^Waiting for network\. Next try in \d+\ss$/).textContent ?? ''
    const before = Number(/\d+/.exec(text())?.[0])
    await advance(1000)
    expect(Number(/\d+/.exec(text())?.[0])).toBe(before - 1)
    for (const path of ['/api/generate', '/api/health']) server.restore(path)
    await press(0, 'Try now')
    expect(server.jobs.size).toBe(1)
  })

  it('changes the text of a prompt that was never sent, under its id', async () => {
    const { server, press, user, rest, plugIn } = await offline(['one', 'two'])
    await press(1, 'Edit')
    const text = screen.getByRole('textbox', { name: 'Waiting text' })
    expect(document.activeElement).toBe(text)
    await user.clear(text)
    await user.type(text, 'zwei')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await rest()
    expect(prompts()).toEqual(['one', 'zwei'])
    await plugIn()
    expect([...server.jobs.values()].map(({ prompt }) => prompt)).toEqual(['one', 'zwei'])
    expect(server.requestsTo('/api/jobs')).toEqual([])
  })

  it('gives an edited prompt another id where the first send had no answer, and takes the old one back', async () => {
    const { server, press, user, rest, plugIn } = await offline(['one'])
    const [first] = server.requestsTo('/api/generate')
    await press(0, 'Edit')
    await user.type(screen.getByRole('textbox', { name: 'Waiting text' }), ' more')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await rest()
    await plugIn()
    const oldId = first?.headers.get('Idempotency-Key')
    expect(server.requestsTo(`/api/jobs/${oldId}/cancel`).length).toBeGreaterThan(0)
    expect(server.requestsTo('/api/generate').at(-1)?.headers.get('Idempotency-Key')).not.toBe(oldId)
    expect(bodiesOf(server).at(-1)).toBe('one more')
  })

  it('discards a change', async () => {
    const { press, user } = await offline(['one'])
    await press(0, 'Edit')
    await user.type(screen.getByRole('textbox', { name: 'Waiting text' }), ' more')
    await user.click(screen.getByRole('button', { name: 'Discard' }))
    expect(prompts()).toEqual(['one'])
  })

  it('keeps a waiting text over the limit from being saved, and says by how much', async () => {
    const { press, user } = await offline(['one'])
    await press(0, 'Edit')
    await user.click(screen.getByRole('textbox', { name: 'Waiting text' }))
    await user.paste('x'.repeat(1000))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('3 over the limit of 1,000.')).toBeTruthy()
    expect(screen.getByRole('textbox', { name: 'Waiting text' })).toBeTruthy()
  })

  it('never sends what was cancelled, and brings it back in its place by Undo', async () => {
    const { server, press, user, rest, plugIn } = await offline(['one', 'two', 'three'])
    await press(1, 'Cancel')
    expect(prompts()).toEqual(['one', 'three'])
    expect(screen.getByRole('status').textContent).toBe('Removed from the outbox.')
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await rest()
    expect(prompts()).toEqual(['one', 'two', 'three'])
    await press(2, 'Cancel')
    await plugIn()
    expect([...server.jobs.values()].map(({ prompt }) => prompt)).toEqual(['one', 'two'])
    expect(bodiesOf(server)).not.toContain('three')
  })

  it('takes the offer of Undo away after ten seconds', async () => {
    const { press, advance } = await offline(['one', 'two'])
    await press(0, 'Cancel')
    await advance(9000)
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
    await advance(1000)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('sends in the order that was made here', async () => {
    const { server, press, plugIn } = await offline(['one', 'two', 'three'])
    await press(2, 'Move up')
    expect(prompts()).toEqual(['one', 'three', 'two'])
    await press(0, 'Move down')
    expect(prompts()).toEqual(['three', 'one', 'two'])
    expect(item(0).getByRole('button', { name: 'Move up' }).getAttribute('aria-disabled')).toBe('true')
    await plugIn()
    expect([...server.jobs.values()].map(({ prompt }) => prompt)).toEqual(['three', 'one', 'two'])
  })

  it('holds everything while it is paused, also over a reload', async () => {
    const { server, user, rest, plugIn, close } = await offline(['one', 'two'])
    await user.click(screen.getByRole('button', { name: 'Pause' }))
    await rest()
    const sent = server.requestsTo('/api/generate').length
    close()
    await plugIn()
    const again = await renderApp('/outbox', server)
    await again.rest()
    for (const index of [0, 1]) expect(item(index).getByText('Paused')).toBeTruthy()
    expect(server.requestsTo('/api/generate')).toHaveLength(sent)
    await again.user.click(screen.getByRole('button', { name: 'Resume' }))
    await again.rest()
    expect(server.jobs.size).toBe(2)
  })

  it('asks for help where the server refuses, lets the others pass, and sends the changed text', async () => {
    const { server, press, user, rest, plugIn } = await offline(['bad', 'good'])
    await plugIn()
    server.respond('/api/generate', () => errorAnswer('INAPPROPRIATE_CONTENT'))
    await user.click(screen.getByRole('link', { name: 'Create' }))
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'worse{Control>}{Enter}{/Control}')
    await rest()
    server.restore('/api/generate')
    await user.click(screen.getByRole('link', { name: 'Outbox' }))
    expect(item(0).getByText(/^Needs you: this prompt is not accepted here\./)).toBeTruthy()
    await press(0, 'Edit')
    await user.type(screen.getByRole('textbox', { name: 'Waiting text' }), ' no more')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await rest()
    expect([...server.jobs.values()].at(-1)?.prompt).toBe('worse no more')
  })

  it('sends a prompt whose id the server knows with another text as a new one, on a press', async () => {
    const server = createFakeServer()
    server.respond('/api/generate', () => errorAnswer('IDEMPOTENCY_KEY_REUSED'))
    const { user, rest } = await renderApp('/', server)
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox{Control>}{Enter}{/Control}')
    await rest()
    server.restore('/api/generate')
    await user.click(screen.getByRole('link', { name: 'Outbox' }))
    await user.click(item(0).getByRole('button', { name: 'Send as new' }))
    await rest()
    const [first, second] = server.requestsTo('/api/generate')
    expect(second?.headers.get('Idempotency-Key')).not.toBe(first?.headers.get('Idempotency-Key'))
    expect(server.jobs.size).toBe(1)
  })

  it('says so where the device cannot be read', async () => {
    indexedDB.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
    await renderApp('/outbox')
    expect(screen.getByRole('status').textContent).toBe('The prompts on this device cannot be read.')
    expect(screen.queryByText(/^Nothing is waiting/)).toBeNull()
  })

  it('tells of a network that goes and comes, and of what is sent then', async () => {
    const { plugIn } = await offline(['one', 'two'])
    act(() => void dispatchEvent(new Event('offline')))
    expect(screen.getByRole('status').textContent).toBe('You are offline.')
    act(() => void dispatchEvent(new Event('online')))
    expect(screen.getByRole('status').textContent).toBe('You are online. Sending 2 prompts.')
    await plugIn()
  })

  it('says what was lost, and what was brought back, where the browser has removed its data', async () => {
    const caches = createMemoryCaches()
    const server = createFakeServer()
    server.respond('/api/generate', () => Promise.reject(new TypeError('Failed to fetch')))
    const first = await renderApp('/', server, caches)
    await first.user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox{Control>}{Enter}{/Control}')
    await first.rest()
    first.close()
    globalThis.indexedDB = new IDBFactory()
    const again = await renderApp('/outbox', server, caches)
    await again.rest()
    const sentence = "The browser removed this app's data. 1 unsent prompt was restored."
    expect(screen.getByText(sentence, { selector: 'p:not([role])' })).toBeTruthy()
    expect(prompts()).toEqual(['a fox'])
  })

  it('names what only a newer version can read, and takes that one by a press', async () => {
    const row = { id: mintJobId(0, (bytes) => crypto.getRandomValues(bytes)), schemaV: 99, state: 'queued' }
    await createDatabase().run((handle) => handle.put('prompts', { ...row, nextAttemptAt: 0, seq: 1 }))
    const app = await renderApp('/outbox')
    await app.rest()
    expect(screen.getByText('1 prompt needs the new version. Nothing of it was removed.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Update' })).toBeTruthy()
    expect(await createDatabase().run((handle) => handle.get('prompts', row.id))).toMatchObject(row)
  })

  it('shows a sketch of what waits, drawn here and called what it is', async () => {
    await offline(['a red fox'])
    await expect.poll(() => items()[0]?.querySelector('img')?.src).toMatch(/^data:image\/svg\+xml,/)
    expect(item(0).getByText('Sketch preview, not AI')).toBeTruthy()
  })
})
