// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeServer } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

// jsdom's files have no streams.
Blob.prototype.stream ??= function stream() {
  return new ReadableStream({
    start: (controller) => {
      const reader = new FileReader()
      reader.onload = () => {
        if (reader.result instanceof ArrayBuffer) controller.enqueue(new Uint8Array(reader.result))
        controller.close()
      }
      reader.readAsArrayBuffer(this)
    },
  })
}

const sizeOf = async (name: RegExp) => (await screen.findByText(name)).nextElementSibling?.textContent
const status = () => screen.getByRole('status').textContent

/** A device with a prompt that waits, and its settings open. */
async function openSettings(texts: readonly string[] = ['a fox']) {
  const server = createFakeServer()
  server.respond('/api/generate', () => Promise.reject(new TypeError('Failed to fetch')))
  const app = await renderApp('/', server)
  for (const text of texts) {
    await app.user.type(screen.getByRole('textbox', { name: 'Prompt' }), `${text}{Control>}{Enter}{/Control}`)
    await app.rest()
  }
  await app.user.click(within(screen.getByRole('navigation')).getByRole('link', { name: 'Settings' }))
  await app.rest()
  return app
}

/** The file that a press on Export saves. */
async function exportFrom(app: Awaited<ReturnType<typeof openSettings>>): Promise<File> {
  const saved: Blob[] = []
  URL.createObjectURL = (blob: Blob) => {
    saved.push(blob)
    return 'blob:nothing'
  }
  URL.revokeObjectURL = () => undefined
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  await app.user.click(screen.getByRole('button', { name: 'Export everything' }))
  await app.rest()
  await expect.poll(() => saved).toHaveLength(1)
  const [blob] = saved
  if (blob === undefined) throw new Error('Nothing was saved.')
  return new File([blob], 'copy.jsonl')
}

async function importInto(app: Awaited<ReturnType<typeof openSettings>>, file: File): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('There is no way to choose a file.')
  const before = status()
  await app.user.upload(input, file)
  await waitFor(() => expect(status()).not.toBe(before))
  await app.rest()
}

describe('the settings', () => {
  it('tell what the app stores, by kind, and what goes first', async () => {
    await openSettings()
    expect(await sizeOf(/^Small pictures \(0\)$/)).toBe('Nothing')
    expect(await sizeOf(/^Large pictures \(0\)$/)).toBe('Nothing')
    expect(await sizeOf(/^Prompts, jobs and settings$/)).toMatch(/^\d+ bytes$|^\d+ KB$/)
    expect(screen.getByText('Prompts only on this device: 1')).toBeTruthy()
    expect(
      screen.getByText(
        /large pictures go first, then small ones.* They can be loaded again\. Prompts are never removed\./,
      ),
    ).toBeTruthy()
  })

  it('tell where the app cannot be kept for offline use', async () => {
    await openSettings([])
    expect(screen.getByText(/^Not available here/)).toBeTruthy()
  })
})

describe('everything of a device as one file', () => {
  it('brings waiting prompts to another device, under their ids, where they become one job', async () => {
    const first = await openSettings(['a fox', 'a hen'])
    const file = await exportFrom(first)
    const ids = first.services.outbox.state.get().records.map(({ id }) => id)
    first.close()

    globalThis.indexedDB = new IDBFactory()
    const second = await openSettings([])
    await importInto(second, file)
    expect(screen.getByText('Taken in: 2 prompts, 0 jobs, 0 pictures.', { selector: 'p:not([role])' })).toBeTruthy()
    second.close()
    const third = await renderApp('/', second.server)
    second.server.restore('/api/generate')
    third.attention.wake()
    await third.rest()
    expect([...second.server.jobs.keys()]).toEqual(ids)
    expect([...second.server.jobs.values()].map(({ prompt }) => prompt)).toEqual(['a fox', 'a hen'])
  })

  it('adds nothing twice, and changes nothing that is here', async () => {
    const app = await openSettings(['a fox'])
    const file = await exportFrom(app)
    await importInto(app, file)
    expect(status()).toBe('Taken in: 0 prompts, 0 jobs, 0 pictures.')
    expect(app.services.outbox.state.get().records).toHaveLength(1)
  })

  it('makes an unused device the owner of the jobs that it takes in', async () => {
    const keyOf = (app: Awaited<ReturnType<typeof openSettings>>) =>
      app.server.requestsTo('/api/generate').at(-1)?.headers.get('Authorization')
    const first = await openSettings(['a fox'])
    const file = await exportFrom(first)
    first.close()
    globalThis.indexedDB = new IDBFactory()
    const second = await openSettings([])
    await importInto(second, file)
    second.close()
    const third = await openSettings([])
    third.attention.wake()
    await third.rest()
    expect(keyOf(third)).toBe(keyOf(first))
  })

  it.each([
    ['another file', 'hello', 'This file is no copy of Pixel Prompt. Nothing was changed.'],
    ['an empty file', '', 'This file is no copy of Pixel Prompt. Nothing was changed.'],
    [
      'a copy of a newer version',
      '{"format":"pixel-prompt-copy","version":99,"madeAt":"2027-01-01T00:00:00Z"}\n',
      'This file was made by a newer version. Update the app first. Nothing was changed.',
    ],
    [
      'a damaged copy',
      '{"format":"pixel-prompt-copy","version":1,"madeAt":"2026-01-01T00:00:00Z"}\n{"kind":"prompt","value":{"id":7}}\n{"ki',
      'Taken in: 0 prompts, 0 jobs, 0 pictures. 2 entries could not be read.',
    ],
  ])('is looked at before it is taken in: %s', async (_what, content, sentence) => {
    const app = await openSettings([])
    await importInto(app, new File([content], 'copy.jsonl'))
    expect(status()).toBe(sentence)
  })
})
