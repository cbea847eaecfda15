import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeServer, errorAnswer, type FakeServer } from '../fake-server.ts'
import { createManualNews, entryOf, openGalleryTab } from '../manual-gallery.ts'
import { idOf } from '../manual-outbox.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const unplug = (server: FakeServer) => server.respond('/', () => Promise.reject(new TypeError('no network')))

/** Three days: today with two entries, the 23rd and the 22nd sealed, with two each. */
function serverWithDays(): FakeServer {
  const server = createFakeServer()
  server.galleries = [
    ...[entryOf(6, '2026-11-24T11:00:00.000Z'), entryOf(5, '2026-11-24T10:00:00.000Z')],
    ...[entryOf(4, '2026-11-23T11:00:00.000Z'), entryOf(3, '2026-11-23T10:00:00.000Z')],
    ...[entryOf(2, '2026-11-22T11:00:00.000Z'), entryOf(1, '2026-11-22T10:00:00.000Z')],
  ]
  server.seal('2026-11-23')
  server.seal('2026-11-22')
  return server
}

const all = [6, 5, 4, 3, 2, 1].map(idOf)

describe('the gallery on a device', () => {
  it('completes the index from the days, newest first, and says how much of it is here', async () => {
    const server = serverWithDays()
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.ids()).toEqual(all)
    expect(tab.gallery.state.get()).toMatchObject({
      ...{ isRead: true, server: 'told', isComplete: true, days: { kept: 2, all: 2 } },
    })
    expect(server.requestsTo('/index/').map(({ path }) => path)).toEqual([
      '/index/2026-11-23.json',
      '/index/2026-11-22.json',
    ])
    expect(tab.seen.troubles).toEqual([])
  })

  it('shows all of it without a network, also after a reload, and fetches no day twice', async () => {
    const server = serverWithDays()
    await (await openGalleryTab(server)).open()
    unplug(server)
    const later = await openGalleryTab(server)
    await later.open()
    expect(later.ids()).toEqual(all)
    expect(later.gallery.state.get()).toMatchObject({ isRead: true, server: 'away', isComplete: true })
    server.restore('/')
    const again = await openGalleryTab(server)
    await again.open()
    expect(server.requestsTo('/index/')).toHaveLength(2)
  })

  it('shows the newest page though nothing is known of the days, and the rest page by page', async () => {
    const server = createFakeServer()
    server.respond('/api/gallery/index', () => errorAnswer('NOT_FOUND'))
    server.galleries = Array.from({ length: 150 }, (_, index) => {
      return entryOf(200 - index, new Date(server.clock - index * 1000).toISOString())
    })
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.ids()).toHaveLength(24)
    expect(tab.gallery.state.get()).toMatchObject({ isComplete: false, days: { kept: 0, all: undefined } })
    await tab.gallery.loadMore()
    expect(tab.ids()).toHaveLength(124)
    await tab.gallery.loadMore()
    expect(tab.ids()).toEqual(server.galleries.map(({ id }) => id))
    expect(tab.gallery.state.get()).toMatchObject({ isComplete: true, server: 'told' })
  })

  it('says that it is away where the newest page cannot be had, and asks again', async () => {
    const server = serverWithDays()
    unplug(server)
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.gallery.state.get()).toMatchObject({ items: [], isRead: true, server: 'away', isComplete: false })
    server.restore('/')
    await tab.gallery.loadMore()
    await tab.rest()
    expect(tab.ids()).toEqual(all)
    expect(tab.gallery.state.get().server).toBe('told')
  })

  it('reads young days to their end, and the next time only what may have changed', async () => {
    const server = createFakeServer()
    const at = (minutes: number) => new Date(server.clock - minutes * 60_000).toISOString()
    server.galleries = Array.from({ length: 600 }, (_, index) => entryOf(1000 - index, at(index)))
    const first = await openGalleryTab(server)
    await first.open()
    expect(first.ids()).toHaveLength(600)
    expect(server.requestsTo('/api/gallery/list')).toHaveLength(7)
    server.clock += 300_000
    const later = await openGalleryTab(server)
    await later.open()
    expect(later.ids()).toHaveLength(600)
    // A job of the last two hours may have been published since: the newest page, and one more.
    expect(server.requestsTo('/api/gallery/list')).toHaveLength(9)
  })

  it('shows a job that was published after its day was sealed, once a page has it', async () => {
    const server = serverWithDays()
    const late = entryOf(9, '2026-11-23T10:30:00.000Z')
    server.galleries.splice(3, 0, late)
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.ids()).toEqual([6, 5, 4, 9, 3, 2, 1].map(idOf))
    unplug(server)
    const later = await openGalleryTab(server)
    await later.open()
    expect(later.ids()).toEqual([6, 5, 4, 9, 3, 2, 1].map(idOf))
  })

  it('shows what the index tells of jobs that were published after their day was sealed', async () => {
    const server = serverWithDays()
    const late = entryOf(9, '2026-11-22T10:30:00.000Z')
    const grown = entryOf(3, '2026-11-23T10:00:00.000Z', { imageCount: 3 })
    server.late.push(late, { ...grown, timestamp: server.galleries[3]?.timestamp ?? '' })
    server.changesPerAnswer = 1
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.ids()).toContain(idOf(9))
    const counts = new Map(tab.gallery.state.get().items.map(({ id, imageCount }) => [id, imageCount]))
    expect(counts.get(idOf(3))).toBe(3)
    unplug(server)
    const later = await openGalleryTab(server)
    await later.open()
    expect(later.ids()).toEqual(tab.ids())
  })

  it('reads all deletions, however many answers they take', async () => {
    const server = serverWithDays()
    await (await openGalleryTab(server)).open()
    server.galleries = server.galleries.filter(({ id }) => id === idOf(6))
    server.deleted.unshift(...[1, 2, 3, 4, 5].map(idOf))
    server.changesPerAnswer = 2
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.ids()).toEqual([idOf(6)])
  })

  it('forgets what the server has deleted, on the disk too, with its pictures', async () => {
    const server = serverWithDays()
    await (await openGalleryTab(server)).open()
    server.galleries = server.galleries.filter(({ id }) => id !== idOf(3) && id !== idOf(5))
    server.deleted.unshift(idOf(3), idOf(5))
    server.clock += 3_600_000
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.ids()).toEqual([6, 4, 2, 1].map(idOf))
    expect(tab.seen.dropped.sort()).toEqual([idOf(3), idOf(5)])
    const rows = await tab.database.run((handle) => handle.getAll('days'))
    expect(JSON.stringify(rows)).not.toContain(idOf(3))
    expect(JSON.stringify(rows)).not.toContain(idOf(5))
  })

  it('asks for later deletions alone, and for all where the server no longer knows the place', async () => {
    const server = serverWithDays()
    server.deleted.unshift(idOf(50))
    await (await openGalleryTab(server)).open()
    await (await openGalleryTab(server)).open()
    const index = () => server.requestsTo('/api/gallery/index').map(({ path }) => path)
    expect(index()).toEqual(['/api/gallery/index', `/api/gallery/index?since=${idOf(50)}`])
    server.respond('/api/gallery/index?since', () => errorAnswer('INVALID_CURSOR'))
    await (await openGalleryTab(server)).open()
    expect(index().at(-1)).toBe('/api/gallery/index')
  })

  it('takes a page for all that stands between its ends, but no old page from a cache', async () => {
    const server = createFakeServer()
    server.galleries = [6, 5, 4].map((number) => entryOf(number, `2026-11-24T0${number}:00:00.000Z`))
    const tab = await openGalleryTab(server)
    await tab.open()
    const known = server.galleries
    server.galleries = known.filter(({ id }) => id !== idOf(5))
    server.clock -= 60_000
    const stale = await openGalleryTab(server)
    await stale.open()
    expect(stale.ids()).toEqual([6, 5, 4].map(idOf))
    server.clock += 120_000
    const fresh = await openGalleryTab(server)
    await fresh.open()
    expect(fresh.ids()).toEqual([6, 4].map(idOf))
  })

  it('fetches a damaged day again, and leaves a row of a newer version as it is', async () => {
    const server = serverWithDays()
    const first = await openGalleryTab(server)
    await first.open()
    const newer = { day: '2026-11-22', schemaV: 2, anything: 'else' }
    await first.database.run((handle) => handle.put('days', { day: '2026-11-23', schemaV: 1, file: [{ id: 7 }] }))
    await first.database.run((handle) => handle.put('days', newer))
    const later = await openGalleryTab(server)
    await later.open()
    expect(later.ids()).toEqual(all)
    expect(server.requestsTo('/index/')).toHaveLength(4)
    expect(await later.database.run((handle) => handle.get('days', '2026-11-22'))).toEqual(newer)
  })

  it('fetches no day while nobody looks, and goes on afterwards', async () => {
    const server = serverWithDays()
    const tab = await openGalleryTab(server)
    tab.attention.isShown = false
    await tab.open()
    expect(server.requestsTo('/index/')).toHaveLength(0)
    tab.attention.isShown = true
    tab.attention.wake()
    await tab.rest()
    expect(tab.gallery.state.get().days).toEqual({ kept: 2, all: 2 })
  })

  it('waits where no server is there for the days, and skips one that is missing', async () => {
    const server = serverWithDays()
    server.respond('/index/2026-11-23', () => new Response('', { status: 404 }))
    server.respond('/index/2026-11-22', () => Promise.reject(new TypeError('no network')))
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.gallery.state.get()).toMatchObject({ days: { kept: 0, all: 2 }, server: 'told' })
    const asked = server.requestsTo('/index/').length
    server.restore('/index/2026-11-22')
    await tab.timing.advance(5000)
    expect(tab.gallery.state.get().days).toEqual({ kept: 1, all: 2 })
    expect(server.requestsTo('/index/')).toHaveLength(asked + 1)
  })

  it('lets go of days whose time is over at the server', async () => {
    const server = serverWithDays()
    await (await openGalleryTab(server)).open()
    server.dayFiles.delete('2026-11-22')
    server.galleries = server.galleries.slice(0, 4)
    const tab = await openGalleryTab(server)
    await tab.open()
    expect(tab.ids()).toEqual([6, 5, 4, 3].map(idOf))
    expect(await tab.database.run((handle) => handle.getAllKeys('days'))).toEqual(['2026-11-23', '2026-11-24'])
  })

  it('works in memory where the device has no database', async () => {
    indexedDB.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
    const tab = await openGalleryTab(serverWithDays())
    await tab.open()
    expect(tab.ids()).toEqual(all)
    expect(tab.gallery.state.get()).toMatchObject({ isRead: true, server: 'told', days: { kept: 2, all: 2 } })
    await tab.gallery.remove([idOf(1)])
    // What cannot be remembered is not promised: it stays, and the log hears why.
    expect(tab.ids()).toEqual(all)
    expect(tab.seen.troubles.length).toBeGreaterThan(0)
  })
})

describe('marks', () => {
  it('survive a reload, reach the other tabs, and are told to who keeps pictures', async () => {
    const server = serverWithDays()
    const openNews = createManualNews()
    const tab = await openGalleryTab(server, openNews)
    const other = await openGalleryTab(server, openNews)
    await tab.open()
    await other.open()
    await tab.gallery.setFavourite(idOf(1), true)
    await tab.gallery.setKeptOffline([idOf(1), idOf(2)], true)
    await tab.gallery.setKeptOffline([idOf(2)], false)
    await other.rest()
    const marks = { favourites: new Set([idOf(1)]), keptOffline: new Set([idOf(1)]) }
    expect(tab.gallery.state.get()).toMatchObject(marks)
    expect(other.gallery.state.get()).toMatchObject(marks)
    expect(tab.seen.pins).toBe(3)
    const later = await openGalleryTab(server)
    await later.open()
    expect(later.gallery.state.get()).toMatchObject(marks)
  })

  it('of a newer version of the app are left as they are', async () => {
    const tab = await openGalleryTab(serverWithDays())
    const newer = { id: idOf(1), schemaV: 2, stars: 5 }
    await tab.database.run((handle) => handle.put('marks', newer))
    await tab.gallery.setFavourite(idOf(1), true)
    expect(await tab.database.run((handle) => handle.get('marks', idOf(1)))).toEqual(newer)
  })
})
