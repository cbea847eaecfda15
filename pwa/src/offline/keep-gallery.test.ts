import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { DayFile, GalleryIndexAnswer } from '#contract/gallery-index.ts'
import { entryOf } from '../manual-gallery.ts'
import { createDatabase } from './database.ts'
import type { ListPage } from './day-content.ts'
import { createGalleryBoard } from './gallery-board.ts'
import { comparePlaces, dayOf, indexEntryOf, type Place } from './gallery-entry.ts'
import { createGalleryStore } from './gallery-store.ts'
import { keepGallery } from './keep-gallery.ts'

const START = Date.parse('2026-11-20T00:00:00Z')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A server that publishes, seals days and deletes, and tells of it by answers that can be held back. */
function createModel() {
  let entries: GalleryEntry[] = []
  const files = new Map<string, DayFile>()
  const deleted: string[] = []
  let clock = START
  let number = 0

  /** Soon after their end, when all that was accepted in them has ended. */
  function seal(): void {
    const over = new Date(clock - 3 * HOUR_MS).toISOString().slice(0, 10)
    for (const day of new Set(entries.map(dayOf))) {
      if (day >= over || files.has(day)) continue
      files.set(day, { day, entries: entries.filter((entry) => dayOf(entry) === day).map(indexEntryOf) })
    }
  }

  return {
    entries: () => entries,
    pass(hours: number) {
      clock += hours * HOUR_MS
      seal()
    },
    /** Pictures come late now and then: the job keeps the place at which it was accepted. */
    publish(hoursAgo: number) {
      number += 1
      const entry = entryOf(number, new Date(clock - hoursAgo * HOUR_MS).toISOString())
      entries = [...entries, entry].sort(comparePlaces)
    },
    remove(place: number) {
      const gone = entries[place % (entries.length || 1)]
      if (gone === undefined) return
      deleted.unshift(gone.id)
      entries = entries.filter((entry) => entry !== gone)
    },
    index(since: string | undefined): GalleryIndexAnswer {
      const known = since === undefined ? -1 : deleted.indexOf(since)
      const [deletedCursor] = deleted
      const more = known === -1 ? [...deleted] : deleted.slice(0, known)
      return { days: [...files.keys()].sort().reverse(), deleted: more, ...(deletedCursor && { deletedCursor }) }
    },
    files: () => [...files.values()],
    pageAfter(after: Place | undefined, limit: number): ListPage<GalleryEntry> {
      const rest = entries.filter((entry) => after === undefined || comparePlaces(entry, after) > 0)
      return { entries: rest.slice(0, limit), after, isLast: rest.length <= limit, seenAt: clock }
    },
    placeAt: (place: number) => (place % 3 === 0 ? undefined : entries[place % (entries.length || 1)]),
  }
}

type Model = ReturnType<typeof createModel>

function openDevice() {
  const board = createGalleryBoard()
  const store = createGalleryStore(createDatabase())
  const troubles: unknown[] = []
  const onTrouble = (error: unknown) => troubles.push(error)
  const keeper = keepGallery({ store, board, dropPictures: async () => undefined, onTrouble })
  return { board, troubles, keeper, shown: new Set<string>() }
}

type Device = ReturnType<typeof openDevice>

/** What the device may rely on: a page that it was shown, the file of a day that it does not have yet, the index. */
async function take(device: Device, answer: ListPage<GalleryEntry> | DayFile | GalleryIndexAnswer): Promise<void> {
  const { keeper, board, shown } = device
  if ('seenAt' in answer) {
    await keeper.takePage(answer)
    for (const { id } of answer.entries) shown.add(id)
  } else if ('days' in answer) await keeper.takeIndex(answer, 0)
  else if (!board.hasFile(answer.day)) await keeper.takeFile(answer)
}

/** An answer of now, to be taken whenever it arrives. */
function ask(model: Model, { keeper }: Device, { kind, chance }: Step) {
  if (kind === 'page') return model.pageAfter(model.placeAt(chance), 1 + (chance % 4))
  if (kind === 'index') return model.index(keeper.index().deletedCursor)
  return kind === 'file' ? model.files()[chance % (model.files().length || 1)] : undefined
}

/** As the reader does: the index, the list down to the sealed days, the files that are missing; which first is chance. */
async function catchUp(model: Model, device: Device, order: readonly ('index' | 'files' | 'list')[]): Promise<void> {
  const newestDay = model.index(undefined).days[0] ?? ''
  for (const what of order) {
    if (what === 'index') await take(device, model.index(device.keeper.index().deletedCursor))
    if (what === 'files') for (const file of model.files()) await take(device, file)
    let after: Place | undefined
    for (let isOver = what !== 'list'; !isOver; ) {
      const page = model.pageAfter(after, 3)
      await take(device, page)
      after = page.entries.at(-1)
      isOver = page.isLast || after === undefined || dayOf(after) <= newestDay
    }
  }
}

const KINDS = [
  ...['publish', 'publish', 'publish', 'late', 'remove', 'pass', 'pass'],
  ...['page', 'page', 'file', 'index', 'arrive', 'arrive', 'arrive', 'reload'],
] as const
const steps = fc.array(fc.record({ kind: fc.constantFrom(...KINDS), chance: fc.nat(1000) }), {
  ...{ maxLength: 120, size: 'max' },
})
const orders = fc.shuffledSubarray(['index', 'files', 'list'] as const, { minLength: 3 })
type Step = { readonly kind: (typeof KINDS)[number]; readonly chance: number }

/** What happens at the server; nothing where the step is one of the device. */
function happen(model: Model, { kind, chance }: Step): void {
  if (kind === 'publish') model.publish(0)
  if (kind === 'late') model.publish(chance % 72)
  if (kind === 'remove') model.remove(chance)
  if (kind === 'pass') model.pass(1 + (chance % 30))
}

async function live(model: Model, script: readonly Step[]): Promise<Device> {
  let device = openDevice()
  const onTheirWay: NonNullable<ReturnType<typeof ask>>[] = []
  for (const step of script) {
    happen(model, step)
    const answer = ask(model, device, step)
    if (answer !== undefined) onTheirWay.push(answer)
    if (step.kind === 'arrive') {
      const [arrived] = onTheirWay.splice(step.chance % (onTheirWay.length || 1), 1)
      if (arrived !== undefined) await take(device, arrived)
    }
    if (step.kind === 'reload') {
      device = { ...openDevice(), shown: device.shown }
      await device.keeper.load(() => undefined)
    }
    expectOrder(device)
  }
  for (const answer of onTheirWay) await take(device, answer)
  return device
}

/** Whatever has arrived: each job stands once and in its place, and nothing that is known to be gone. */
function expectOrder({ board, keeper }: Device): void {
  const items = board.items()
  expect(items).toEqual([...items].sort(comparePlaces))
  const ids = items.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of keeper.index().deleted) expect(ids).not.toContain(id)
}

/** All that the server has, except for what came below the newest sealed day later and that no page has shown. */
function expected(model: Model, { shown, board }: Device): readonly string[] {
  const filed = new Map(model.files().map(({ day, entries }) => [day, new Set(entries.map(({ id }) => id))]))
  const here = new Set(board.items().map(({ id }) => id))
  const newestDay = model.index(undefined).days[0] ?? ''
  const mayLack = (entry: GalleryEntry) => {
    return dayOf(entry) <= newestDay && !filed.get(dayOf(entry))?.has(entry.id) && !shown.has(entry.id)
  }
  return model.entries().flatMap((entry) => (mayLack(entry) && !here.has(entry.id) ? [] : entry.id))
}

describe('the gallery in memory and on the disk', () => {
  it('equals the server after whatever was published, deleted, sealed and told in any order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, orders, async (script, order) => {
        globalThis.indexedDB = new IDBFactory()
        const model = createModel()
        const device = await live(model, script)
        await catchUp(model, device, order)
        const ids = expected(model, device)
        expect(device.board.items().map(({ id }) => id)).toEqual(ids)
        const later = openDevice()
        await later.keeper.load(() => undefined)
        expect(later.board.items().map(({ id }) => id)).toEqual(ids)
        expect([...device.troubles, ...later.troubles]).toEqual([])
      }),
      { numRuns: 200 },
    )
  }, 120_000)

  it('adds a day to a hundred thousand entries without sorting them anew', () => {
    const { board } = openDevice()
    const day = (index: number) => new Date(START - index * DAY_MS).toISOString().slice(0, 10)
    for (let index = 0; index < 300; index += 1) {
      const file = Array.from({ length: 333 }, (_, place) => {
        return entryOf(index * 1000 + place, new Date(START - index * DAY_MS + (999 - place) * 1000).toISOString())
      })
      board.put(day(index), { file, listed: [] })
    }
    const before = board.items()
    const [first] = before
    board.put(day(400), { file: [entryOf(999_999, new Date(START - 400 * DAY_MS).toISOString())], listed: [] })
    expect(board.items()).toHaveLength(before.length + 1)
    // The same objects: a screen draws none of them again.
    expect(board.items()[0]).toBe(first)
    expect(board.items()).toBe(board.items())
  })
})
