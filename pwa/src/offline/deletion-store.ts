import type { IDBPObjectStore, IDBPTransaction } from 'idb'
import * as v from 'valibot'
import type { Database, Schema } from './database.ts'
import { DeletionRecord, waitingDeletion } from './deletion-record.ts'
import { forgetJob } from './forget-job.ts'
import { UNDO_MS } from './gallery.ts'

/** How long a deleted job is remembered here: much longer than any cache on the way shows it. */
const REMEMBER_MS = 30 * 86_400_000

const STORES = ['deletions', 'jobs', 'prompts', 'marks'] as const
type Transaction = IDBPTransaction<Schema, typeof STORES, 'readwrite'>
type Deletions = IDBPObjectStore<Schema, typeof STORES, 'deletions', 'readwrite'>

/** What became of a try. */
export type DeletionOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'later'; readonly dueAt: number; readonly isCutOff: boolean }

/** What a sender is to do next: a deletion, or nothing until a time. */
export type DeletionTask =
  | { readonly kind: 'send'; readonly record: DeletionRecord }
  | { readonly kind: 'rest'; readonly wakeAt?: number }

/** Deletions in IndexedDB. Every change is one transaction that is flushed to the disk. */
export interface DeletionStore {
  /** Notes deletions, to be sent when the time for undoing is over. A job that is being deleted already stays as it is. */
  readonly add: (
    ids: readonly string[],
    tools: { readonly now: number; readonly mintId: () => string },
  ) => Promise<void>
  /** The time for undoing begins anew, for those that were never sent. */
  readonly postpone: (ids: readonly string[], now: number) => Promise<void>
  /** Takes deletions back that were never sent. Answers whether that was so for all of them. */
  readonly undo: (ids: readonly string[]) => Promise<boolean>
  /** Takes the next one that is due; nobody else gets it before the lease is over. */
  readonly claim: (moment: { readonly now: number; readonly leaseMs: number }) => Promise<DeletionTask>
  /** Records what became of a try. Where it is done, the device forgets the job too. */
  readonly settle: (record: DeletionRecord, outcome: DeletionOutcome) => Promise<void>
  /** Jobs of which the server has said that they are gone. */
  readonly markGone: (ids: readonly string[], now: number) => Promise<void>
  /** Ends the waits for a server that was not there. */
  readonly hurry: (now: number) => Promise<void>
  /** Those that can be read. */
  readonly readAll: () => Promise<readonly DeletionRecord[]>
  /** Takes the refused ones out, and those that were done long ago. Answers the refused. */
  readonly clear: (now: number) => Promise<readonly string[]>
}

export function createDeletionStore(database: Database): DeletionStore {
  function change<T>(work: (deletions: Deletions, transaction: Transaction) => Promise<T>): Promise<T> {
    return database.run(async (handle) => {
      const transaction = handle.transaction(STORES, 'readwrite', { durability: 'strict' })
      const result = await work(transaction.objectStore('deletions'), transaction)
      await transaction.done
      return result
    })
  }

  return {
    add(ids, { now, mintId }) {
      return change(async (deletions) => {
        for (const id of ids) {
          const row: unknown = await deletions.get(id)
          const before = parse(row)
          if (row !== undefined && before?.state !== 'refused') continue
          const times = { removedAt: now, dueAt: now + UNDO_MS }
          await deletions.put(waitingDeletion(id, { ...times, correlationId: mintId() }))
        }
      })
    },
    postpone(ids, now) {
      return change(async (deletions) => {
        for (const id of ids) {
          const record = parse(await deletions.get(id))
          if (record?.state !== 'waiting' || record.attempts > 0) continue
          await deletions.put({ ...record, dueAt: now + UNDO_MS })
        }
      })
    },
    undo(ids) {
      return change(async (deletions) => {
        let isWhole = true
        for (const id of ids) {
          const record = parse(await deletions.get(id))
          if (record?.state === 'waiting' && record.attempts === 0) await deletions.delete(id)
          else isWhole = false
        }
        return isWhole
      })
    },
    claim: (moment) => change((deletions) => claim(deletions, moment)),
    settle: (record, outcome) => change((...stores) => settle(stores, record, outcome)),
    markGone(ids, now) {
      return change(async (deletions, transaction) => {
        for (const id of ids) {
          const row: unknown = await deletions.get(id)
          const before = parse(row)
          // What a newer version of the app has written stays as it is.
          if (row !== undefined && before === undefined) continue
          const gone = before ?? waitingDeletion(id, { removedAt: now, dueAt: now, correlationId: id })
          await deletions.put({ ...gone, state: 'done' })
          await forgetJob(transaction, id)
        }
      })
    },
    hurry(now) {
      return change(async (deletions) => {
        for (const record of await waiting(deletions)) {
          if (record.isCutOff && record.dueAt > now) await deletions.put({ ...record, dueAt: now })
        }
      })
    },
    async readAll() {
      return (await database.run((handle) => handle.getAll('deletions'))).flatMap((row) => parse(row) ?? [])
    },
    clear(now) {
      return change(async (deletions) => {
        const records = (await deletions.getAll()).flatMap((row) => parse(row) ?? [])
        const refused = records.filter(({ state }) => state === 'refused')
        const old = records.filter(({ state, removedAt }) => state === 'done' && removedAt < now - REMEMBER_MS)
        for (const { id } of [...refused, ...old]) await deletions.delete(id)
        return refused.map(({ id }) => id)
      })
    },
  }
}

async function claim(deletions: Deletions, { now, leaseMs }: { now: number; leaseMs: number }): Promise<DeletionTask> {
  let wakeAt = Number.POSITIVE_INFINITY
  for (const record of await waiting(deletions)) {
    // A clock that was set back must not make of seconds days.
    const latest = now + (record.attempts === 0 ? UNDO_MS : leaseMs)
    if (record.dueAt <= now) {
      const claimed = { ...record, attempts: record.attempts + 1, dueAt: now + leaseMs, isCutOff: false }
      await deletions.put(claimed)
      return { kind: 'send', record: claimed }
    }
    if (record.dueAt > latest) await deletions.put({ ...record, dueAt: latest })
    wakeAt = Math.min(wakeAt, record.dueAt, latest)
  }
  return wakeAt === Number.POSITIVE_INFINITY ? { kind: 'rest' } : { kind: 'rest', wakeAt }
}

async function settle(
  [deletions, transaction]: readonly [Deletions, Transaction],
  { id, attempts }: DeletionRecord,
  outcome: DeletionOutcome,
): Promise<void> {
  const record = parse(await deletions.get(id))
  if (record?.state !== 'waiting') return
  if (outcome.kind === 'done') {
    await deletions.put({ ...record, state: 'done' })
    await forgetJob(transaction, id)
    return
  }
  // Another sender has taken it since: what this one knows is old.
  if (record.attempts !== attempts) return
  if (outcome.kind === 'refused') await deletions.put({ ...record, state: 'refused' })
  else await deletions.put({ ...record, dueAt: outcome.dueAt, isCutOff: outcome.isCutOff })
}

/** By the time of their next try. They are few: no index is worth its upkeep. */
async function waiting(deletions: Deletions): Promise<readonly DeletionRecord[]> {
  const records = (await deletions.getAll()).flatMap((row) => parse(row) ?? [])
  return records.filter(({ state }) => state === 'waiting').sort((one, other) => one.dueAt - other.dueAt)
}

function parse(row: unknown): DeletionRecord | undefined {
  const parsed = v.safeParse(DeletionRecord, row)
  return parsed.success ? parsed.output : undefined
}
