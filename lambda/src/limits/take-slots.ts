import { createHash } from 'node:crypto'
import { AppError } from '#contract/errors.ts'
import { limitSlot, slotOfLimit } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'

/** What slots of a window are known to hold. Nobody changes or deletes a slot, so what was true once stays true. */
export type KnownSlots = Map<number, string>

export interface SlotRequest {
  /** Key of the window, without a slash at its end. */
  readonly window: string
  /** Slots of the window, at most MAX_SLOTS. */
  readonly limit: number
  /** Whose turn it is. The same id always finds its own slots again. */
  readonly id: string
  /** How many slots the id needs; 1 if left out. */
  readonly count?: number
  /** What earlier calls learned of this window; is added to. */
  readonly known?: KnownSlots
}

export type SlotOutcome = { readonly status: 'taken' } | { readonly status: 'full' }

/** A full window is read in whole once by each process; with more slots that could take longer than a request may. */
export const MAX_SLOTS = 10_000

const PAGE_KEYS = 1000
/** Reads or writes under way at a time: as many connections as the S3 client opens. */
const PARALLEL_CALLS = 50
/** Others can get in the way once for each slot, two rounds each time. After that something else is wrong. */
const SPARE_ROUNDS = 10

/**
 * Takes slots of a window for an id, exactly: each slot is an object created if absent that holds the id of its owner.
 *
 * An id tries the slots in an order of its own and takes the first ones that are free. So whatever stands before its
 * slots is taken for good, and a repeat that walks the same way meets its own slots before it comes to a free one.
 *
 * Store calls: `count` writes where nothing is in the way, and one list of the window before them if `count` is over 1.
 * Each time a slot turns out to be another's: one list page per 1,000 slots, one read for each taken slot on the id's
 * way that is not known yet, and one write for each slot still missing. A window known to be full costs none.
 *
 * With `count` over 1 nothing is taken unless a list shows enough free slots. Two such calls that race for the last
 * slots may both come too short; what they took stays taken, so a sum is never overrun but may not be used up.
 * @throws AppError SERVICE_UNAVAILABLE, or whatever the store throws: a limit that cannot be asked allows nothing
 */
export async function takeSlots(store: ObjectStore, request: SlotRequest): Promise<SlotOutcome> {
  const { limit, count = 1, known = new Map() } = request
  const book: Book = { ...request, count, known, listed: new Set() }
  let isListed = count === 1
  for (let round = 0; round < 2 * limit + SPARE_ROUNDS; round += 1) {
    const { owned, unread, free } = lookUp(book)
    if (unread.length > 0) {
      await inParallel(unread, (slot) => readSlot(store, book, slot))
    } else if (owned + free.length < count) {
      return { status: 'full' }
    } else if (!isListed && free.length > 0) {
      await listSlots(store, book)
      isListed = true
    } else {
      const created = await inParallel(free, (slot) => createSlot(store, book, slot))
      if (!created.includes(false)) return { status: 'taken' }
      await listSlots(store, book)
    }
  }
  throw new AppError('SERVICE_UNAVAILABLE', { retryAfterSeconds: 1 })
}

/** Whether what is known already says that an id gets no turn; costs no store call. */
export function isKnownFull({ limit, id, count = 1, known = new Map() }: SlotRequest): boolean {
  if (known.size + count <= limit) return false
  const { owned, free } = lookUp({ id, limit, count, known, listed: new Set() })
  return owned + free.length < count
}

interface Way {
  readonly id: string
  readonly count: number
  readonly limit: number
  readonly known: KnownSlots
  /** Slots that a list has shown, whoever holds them. */
  readonly listed: Set<number>
}

interface Book extends Way {
  readonly window: string
}

/** The first slots on the id's way that it owns or could take, `count` of them, and those on the way still to be read. */
function lookUp({ id, limit, count, known, listed }: Way): { owned: number; unread: number[]; free: number[] } {
  let owned = 0
  const unread: number[] = []
  const free: number[] = []
  for (const slot of slotOrder(id, limit)) {
    const holder = known.get(slot)
    if (holder === id) owned += 1
    else if (holder === undefined) (listed.has(slot) ? unread : free).push(slot)
    if (owned + free.length === count) break
  }
  return { owned, unread, free }
}

async function createSlot(store: ObjectStore, { window, id, known }: Book, slot: number): Promise<boolean> {
  const body = new TextEncoder().encode(id)
  const outcome = await store.put(limitSlot(window, slot), body, { contentType: 'text/plain', only: 'absent' })
  if (outcome.status === 'stored') known.set(slot, id)
  return outcome.status === 'stored'
}

async function readSlot(store: ObjectStore, { window, known, listed }: Book, slot: number): Promise<void> {
  const object = await store.get(limitSlot(window, slot))
  if (object === undefined) listed.delete(slot)
  else known.set(slot, new TextDecoder().decode(object.body))
}

/** Every thousand slots has a page of its own, so all pages are asked for at once. */
async function listSlots(store: ObjectStore, { window, limit, listed }: Book): Promise<void> {
  const starts = Array.from({ length: Math.ceil(limit / PAGE_KEYS) }, (_, page) => page * PAGE_KEYS)
  const pages = await inParallel(starts, (start) => {
    const from = start === 0 ? {} : { startAfter: limitSlot(window, start - 1) }
    return store.list({ prefix: `${window}/`, limit: PAGE_KEYS, ...from })
  })
  for (const key of pages.flatMap((page) => page.keys)) {
    const slot = slotOfLimit(key)
    if (slot !== undefined) listed.add(slot)
  }
}

async function inParallel<Item, Value>(items: readonly Item[], work: (item: Item) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = []
  for (let start = 0; start < items.length; start += PARALLEL_CALLS) {
    values.push(...(await Promise.all(items.slice(start, start + PARALLEL_CALLS).map(work))))
  }
  return values
}

/**
 * Every slot once, from a place and in steps that the id decides: ids that begin at the same place part ways after it,
 * so that the taken slots do not form long rows.
 */
function* slotOrder(id: string, limit: number): Generator<number> {
  const hash = createHash('sha256').update(id).digest()
  const start = hash.readUInt32BE(0)
  let step = 1 + (hash.readUInt32BE(4) % limit)
  // Steps that share no divisor with the number of slots leave none out.
  while (greatestDivisor(step, limit) !== 1) step += 1
  for (let index = 0; index < limit; index += 1) yield (start + index * step) % limit
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other)
}
