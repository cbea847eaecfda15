// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { completedResult, createFakeServer, type FakeServer } from './fake-server.ts'
import { entryOf } from './manual-gallery.ts'
import { renderApp } from './render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

type App = Awaited<ReturnType<typeof renderApp>>

async function makeJob(app: App, server: FakeServer): Promise<string> {
  await app.user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox{Control>}{Enter}{/Control}')
  await app.rest()
  const [id = ''] = server.jobs.keys()
  for (const [model, label] of [
    ['stub:fast', 'Fast'],
    ['stub:slow', 'Slow'],
  ] as const) {
    server.setResult(id, completedResult(id, model, label))
  }
  server.galleries = [{ ...entryOf(1, '2026-11-24T11:00:00.000Z'), id }]
  await app.advance(5000)
  return id
}

it('the gallery knows the jobs of this device, and a deleted one leaves the first screen too', async () => {
  const server = createFakeServer()
  const app = await renderApp('/', server)
  const id = await makeJob(app, server)
  const { gallery, jobs } = app.services
  await gallery.open()
  expect(gallery.state.get().own).toEqual(new Set([id]))
  expect(jobs.state.get().shown).toEqual([id])
  await gallery.remove([id])
  await app.advance(10_000)
  await app.rest()
  expect(server.deleted).toEqual([id])
  expect(jobs.state.get().shown).toEqual([])
  expect(gallery.state.get().own).toEqual(new Set())
})

it('a deletion of an earlier visit is sent though nobody opens the gallery', async () => {
  const server = createFakeServer()
  const first = await renderApp('/', server)
  const id = await makeJob(first, server)
  await first.services.gallery.open()
  await first.services.gallery.remove([id])
  first.close()
  const later = await renderApp('/', server)
  await later.rest()
  expect(server.deleted).toEqual([])
  await later.advance(10_000)
  await later.rest()
  expect(server.deleted).toEqual([id])
  // Its prompt was accepted a moment ago, and yet it is not sent again for a job that the server no longer knows.
  later.services.jobs.open(id)
  await later.advance(60_000)
  await later.rest()
  expect(server.requestsTo('/api/generate')).toHaveLength(1)
})

it('a refused deletion is told in words', async () => {
  const server = createFakeServer()
  const app = await renderApp('/', server)
  const id = await makeJob(app, server)
  server.foreignJobs.add(id)
  await app.services.gallery.open()
  await app.services.gallery.remove([id])
  await app.advance(10_000)
  await app.rest()
  expect(app.services.gallery.state.get().items.map((item) => item.id)).toEqual([id])
  expect(screen.getByRole('status').textContent).toBe('The server did not delete 1 job. It is shown again.')
})
