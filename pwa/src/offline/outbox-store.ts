import type { IDBPObjectStore, IDBPTransaction } from 'idb'
import * as v from 'valibot'
import { abortTransaction } from './abort-transaction.ts'
import type { Database, Schema } from './database.ts'
import { PromptRecord, type PromptState } from './prompt-record.ts'
import { EMPTY_QUEUE, QueueState } from './queue-state.ts'

/** Everything that a change of the outbox may read and write, inside one transaction. Nothing else may be awaited there. */
export interface OutboxTransaction {
  readonly queue: () => Promise<QueueState>
  readonly putQueue: (queue: QueueState) => Promise<unknown>
  /** Undefined too where a newer version of the app has written it. */
  readonly get: (id: string) => Promise<PromptRecord | undefined>
  readonly put: (record: PromptRecord) => Promise<unknown>
  /** A record that is new. Fails, and undoes the whole change, where the id is taken, also by a newer version's record. */
  readonly add: (record: PromptRecord) => Promise<unknown>
  readonly remove: (id: string) => Promise<unknown>
  /** Whether the id is taken, also by a record that cannot be read. */
  readonly has: (id: string) => Promise<boolean>
  /** The first records of a state, by the time of their next try and then by their order. */
  readonly first: (
    state: PromptState,
    limits: { readonly until?: number; readonly count: number },
  ) => Promise<readonly PromptRecord[]>
}

export interface OutboxContent {
  /** In their order. */
  readonly records: readonly PromptRecord[]
  /** How many a newer version of the app has written, which this one cannot read. */
  readonly newer: number
  readonly queue: QueueState
}

export interface OutboxStore {
  /**
   * One change, on the disk when this resolves.
   * @throws where the device cannot keep it: no database, no space
   */
  readonly change: <T>(work: (transaction: OutboxTransaction) => Promise<T>) => Promise<T>
  /** All prompts of the device. */
  readonly readAll: () => Promise<OutboxContent>
  /** The prompts that somebody still waits for; as quick with thousands that were sent before. */
  readonly readOpen: () => Promise<OutboxContent>
  /** The prompts that the server has accepted. */
  readonly readAccepted: () => Promise<readonly PromptRecord[]>
  /** One prompt, in whatever state; undefined too where a newer version of the app has written it. */
  readonly find: (id: string) => Promise<PromptRecord | undefined>
}

/** States that are not the end of a prompt. */
const OPEN_STATES = ['queued', 'sending', 'stale', 'failed', 'canceling'] as const satisfies readonly PromptState[]
const QUEUE_KEY = 'queue'
const STORES = ['prompts', 'meta'] as const
type Prompts = IDBPObjectStore<Schema, typeof STORES, 'prompts', 'readonly'>

/** The outbox in IndexedDB. Every change is one transaction that is flushed to the disk. */
export function createOutboxStore(database: Database): OutboxStore {
  function read(readRows: (prompts: Prompts) => Promise<unknown[]>): Promise<OutboxContent> {
    return database.run(async (handle) => {
      const transaction = handle.transaction(STORES, 'readonly')
      const [rows, queue] = await Promise.all([
        readRows(transaction.objectStore('prompts')),
        transaction.objectStore('meta').get(QUEUE_KEY),
      ])
      const records = rows.flatMap((row) => parse(row) ?? [])
      records.sort((one, other) => one.seq - other.seq)
      return { records, newer: rows.length - records.length, queue: parseQueue(queue) }
    })
  }

  return {
    change(work) {
      return database.run(async (handle) => {
        const transaction = handle.transaction(STORES, 'readwrite', { durability: 'strict' })
        try {
          const result = await work(wrap(transaction))
          await transaction.done
          return result
        } catch (error) {
          // The reason is the error itself; `done` only repeats it.
          transaction.done.catch(() => undefined)
          abortTransaction(transaction)
          throw error
        }
      })
    },
    readAll: () => read((prompts) => prompts.getAll()),
    readOpen() {
      return read(async (prompts) => {
        const rows = await Promise.all(OPEN_STATES.map((state) => prompts.index('due').getAll(rangeOf(state))))
        return rows.flat()
      })
    },
    async readAccepted() {
      return (await read((prompts) => prompts.index('due').getAll(rangeOf('accepted')))).records
    },
    find: (id) => database.run(async (handle) => parse(await handle.get('prompts', id))),
  }
}

function wrap(transaction: IDBPTransaction<Schema, typeof STORES, 'readwrite'>): OutboxTransaction {
  const prompts = transaction.objectStore('prompts')
  const meta = transaction.objectStore('meta')
  return {
    queue: async () => parseQueue(await meta.get(QUEUE_KEY)),
    putQueue: (queue) => meta.put(queue, QUEUE_KEY),
    get: async (id) => parse(await prompts.get(id)),
    put: (record) => prompts.put(record),
    add: (record) => prompts.add(record),
    remove: (id) => prompts.delete(id),
    has: async (id) => (await prompts.getKey(id)) !== undefined,
    async first(state, { until = Number.MAX_VALUE, count }) {
      const records: PromptRecord[] = []
      let cursor = await prompts.index('due').openCursor(rangeOf(state, until))
      while (cursor !== null && records.length < count) {
        const record = parse(cursor.value)
        if (record !== undefined) records.push(record)
        cursor = records.length < count ? await cursor.continue() : null
      }
      return records
    },
  }
}

/** The rows of a state whose next try is due until a time. */
function rangeOf(state: PromptState, until = Number.MAX_VALUE): IDBKeyRange {
  return IDBKeyRange.bound([state, -Number.MAX_VALUE, -Number.MAX_VALUE], [state, until, Number.MAX_VALUE])
}

function parse(row: unknown): PromptRecord | undefined {
  const parsed = v.safeParse(PromptRecord, row)
  return parsed.success ? parsed.output : undefined
}

function parseQueue(row: unknown): QueueState {
  const parsed = v.safeParse(QueueState, row)
  return parsed.success ? parsed.output : EMPTY_QUEUE
}
