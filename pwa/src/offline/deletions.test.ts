import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeServer, errorAnswer, type FakeServer } from '../fake-server.ts'
import { createManualNews, entryOf, openGalleryTab } from '../manual-gallery.ts'
import { idOf } from '../manual-outbox.ts'
import { recordOfAccepted } from './job-record.ts'
import { createJobStore } from './job-store.ts'
import { createOutboxStore } from './outbox-store.ts'
import { queuedRecord } from './prompt-record.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const ID = idOf(2)
const UNDO_MS = 10_000

function serverWithThree(): FakeServer {
  const server = createFakeServer()
  server.galleries = [3, 2, 1].map((number) => entryOf(number, `2026-11-24T0${number}:00:00.000Z`))
  return server
}

const deletes = (server: FakeServer) => server.requests.filter(({ method }) => method === 'DELETE')
const others = [idOf(3), idOf(1)]
const all = [3, 2, 1].map(idOf)

async function openTab(server: FakeServer, openNews = createManualNews()) {
  const tab = await openGalleryTab(server, openNews)
  await tab.open()
  return tab
}

describe('deleting', () => {
  it('hides at once and tells the server when the time for undoing is over, not before', async () => {
    const server = serverWithThree()
    const tab = await openTab(server)
    await tab.gallery.remove([ID])
    expect(tab.ids()).toEqual(others)
    await tab.timing.advance(UNDO_MS - 1)
    expect(deletes(server)).toHaveLength(0)
    await tab.timing.advance(1)
    expect(deletes(server).map(({ path }) => path)).toEqual([`/api/gallery/${ID}`])
    expect(deletes(server)[0]?.headers.get('Authorization')).toBe('Bearer key')
    expect(server.deleted).toEqual([ID])
    await tab.rest()
    expect(tab.ids()).toEqual(others)
    expect(tab.seen).toMatchObject({ dropped: [ID], refused: [], troubles: [] })
    await tab.timing.advance(3_600_000)
    expect(deletes(server)).toHaveLength(1)
  })

  it('is undone within the time, and too late afterwards', async () => {
    const server = serverWithThree()
    const tab = await openTab(server)
    await tab.gallery.remove([ID])
    await tab.timing.advance(UNDO_MS - 1)
    expect(await tab.gallery.undoRemove([ID])).toBe(true)
    expect(tab.ids()).toEqual(all)
    await tab.timing.advance(60_000)
    expect(deletes(server)).toHaveLength(0)
    await tab.gallery.remove([ID, idOf(1)])
    await tab.timing.advance(UNDO_MS)
    await tab.rest()
    expect(await tab.gallery.undoRemove([ID, idOf(1)])).toBe(false)
    expect(tab.ids()).toEqual([idOf(3)])
  })

  it('goes on after a reload in between', async () => {
    const server = serverWithThree()
    const first = await openTab(server)
    await first.gallery.remove([ID])
    server.clock += 5000
    const later = await openTab(server)
    expect(later.ids()).toEqual(others)
    expect(deletes(server)).toHaveLength(0)
    await later.timing.advance(5000)
    await later.rest()
    expect(server.deleted).toEqual([ID])
  })

  it('waits for a week without a network, hidden, and is never shown again by a list', async () => {
    const server = serverWithThree()
    const first = await openTab(server)
    server.respond(`/api/gallery/${ID}`, () => Promise.reject(new TypeError('no network')))
    await first.gallery.remove([ID])
    await first.timing.advance(60_000)
    server.clock += 7 * 86_400_000
    const later = await openTab(server)
    expect(later.ids()).toEqual(others)
    await later.timing.advance(600_000)
    const tries = deletes(server).length
    // Two a minute or so, not one after the other.
    expect(tries).toBeLessThan(35)
    server.restore(`/api/gallery/${ID}`)
    later.attention.wake()
    await later.rest()
    expect(server.deleted).toEqual([ID])
    expect(later.ids()).toEqual(others)
  })

  it.each([
    ['a page of a proxy', () => new Response('<h1>Not found</h1>', { status: 404 })],
    ['a 204 of somebody else', () => new Response(null, { status: 204 })],
    ['an error of the server', () => errorAnswer('INTERNAL_SERVER_ERROR')],
    ['a firewall', () => new Response('<h1>No</h1>', { status: 403 })],
  ])('does not take %s for an answer', async (_name, answer) => {
    const server = serverWithThree()
    const tab = await openTab(server)
    server.respond(`/api/gallery/${ID}`, answer)
    await tab.gallery.remove([ID])
    await tab.timing.advance(UNDO_MS)
    await tab.rest()
    expect(server.deleted).toEqual([])
    expect(tab.ids()).toEqual(others)
    server.restore(`/api/gallery/${ID}`)
    await tab.timing.advance(120_000)
    expect(server.deleted).toEqual([ID])
  })

  it('is done where the server no longer knows the job', async () => {
    const server = serverWithThree()
    const tab = await openTab(server)
    server.deleted.unshift(ID)
    await tab.gallery.remove([ID])
    await tab.timing.advance(UNDO_MS)
    await tab.rest()
    await tab.timing.advance(3_600_000)
    expect(deletes(server)).toHaveLength(1)
    expect(tab.ids()).toEqual(others)
  })

  it('shows a job again that the server refuses to delete, and says so in one tab', async () => {
    const server = serverWithThree()
    server.foreignJobs.add(ID)
    const openNews = createManualNews()
    const tab = await openTab(server, openNews)
    const other = await openTab(server, openNews)
    await tab.gallery.remove([ID])
    await other.rest()
    expect(other.ids()).toEqual(others)
    await tab.timing.advance(UNDO_MS)
    await tab.rest()
    await other.rest()
    expect(tab.ids()).toEqual(all)
    expect(other.ids()).toEqual(all)
    expect([...tab.seen.refused, ...other.seen.refused]).toEqual([ID])
  })

  it('by one of two tabs is undone by the other', async () => {
    const server = serverWithThree()
    const openNews = createManualNews()
    const tab = await openTab(server, openNews)
    const other = await openTab(server, openNews)
    await tab.gallery.remove([ID])
    await other.rest()
    expect(await other.gallery.undoRemove([ID])).toBe(true)
    await tab.timing.advance(UNDO_MS * 2)
    expect(tab.ids()).toEqual(all)
    expect(deletes(server)).toHaveLength(0)
  })

  it('waits no longer than it should where the clock was set back', async () => {
    const server = serverWithThree()
    const first = await openTab(server)
    await first.gallery.remove([ID])
    server.clock -= 86_400_000
    const later = await openTab(server)
    await later.timing.advance(UNDO_MS)
    await later.rest()
    expect(server.deleted).toEqual([ID])
  })

  it('forgets the results of a job of this device, and keeps what was written', async () => {
    const server = serverWithThree()
    const tab = await openTab(server)
    const about = { prompt: 'a fox at dusk', models: [] }
    const job = { jobId: ID, createdAt: '2026-11-24T02:00:00.000Z', models: [{ id: 'a', label: 'A', provider: 'a' }] }
    await tab.database.run((handle) => handle.put('jobs', recordOfAccepted({ ...job, prompt: about.prompt })))
    const prompt = queuedRecord({ id: ID, body: '{}', correlationId: ID, about }, { seq: 1, now: 0 })
    await tab.database.run((handle) => handle.put('prompts', { ...prompt, state: 'accepted', finishedAt: 0 }))
    await tab.gallery.setFavourite(ID, true)
    await tab.gallery.remove([ID])
    await tab.timing.advance(UNDO_MS)
    await tab.rest()
    const jobs = createJobStore(tab.database, () => undefined)
    expect(await jobs.ownIds()).toEqual([])
    expect(await jobs.get(ID)).toMatchObject({ prompt: 'a fox at dusk', own: 0, models: [] })
    // Never sent once more, though the server no longer knows its job.
    expect((await createOutboxStore(tab.database).find(ID))?.state).toBe('canceled')
    expect(await tab.database.run((handle) => handle.count('marks'))).toBe(0)
  })

  it('asks for a look without this page when it is left with something to send', async () => {
    const tab = await openTab(serverWithThree())
    await tab.gallery.remove([ID])
    const before = tab.seen.wakeUps
    tab.attention.rest()
    expect(tab.seen.wakeUps).toBe(before + 1)
  })
})

describe('a job that the server says is gone', () => {
  it('leaves this device at once and for good', async () => {
    const server = serverWithThree()
    const tab = await openTab(server)
    await tab.gallery.forget(ID)
    expect(tab.ids()).toEqual(others)
    expect(tab.seen.dropped).toEqual([ID])
    await tab.rest()
    expect(deletes(server)).toHaveLength(0)
    const rows = await tab.database.run((handle) => handle.getAll('days'))
    expect(JSON.stringify(rows)).not.toContain(ID)
    // An old page still lists it.
    expect((await openTab(server)).ids()).toEqual(others)
  })
})
