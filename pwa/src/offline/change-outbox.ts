import * as v from 'valibot'
import { normalizePrompt } from '#contract/prompt.ts'
import { hurried } from './change-queue.ts'
import { hurryOutbox } from './hurry-outbox.ts'
import type { OutboxStore, OutboxTransaction } from './outbox-store.ts'
import { type NewPrompt, type PromptRecord, queuedRecord } from './prompt-record.ts'
import { type PromptEvent, reducePrompt } from './prompt-state.ts'

/** What a person does to the outbox. Each resolves when it is on the disk, and throws where the device cannot keep it. */
export interface OutboxChanges {
  /** Puts a prompt at the end. The same id again changes nothing. */
  readonly submit: (prompt: NewPrompt) => Promise<PromptRecord>
  /**
   * Gives a waiting prompt another text. One that may have been sent, or was refused, goes on under a new id in its
   * place, and the server is told to forget the old one. Undefined where it no longer waits.
   */
  readonly edit: (id: string, text: string) => Promise<PromptRecord | undefined>
  /** Takes a prompt back. What was never sent never leaves the device; of the rest the server is told. */
  readonly cancel: (id: string) => Promise<PromptRecord | undefined>
  /** Undoes a cancel: the prompt waits in its old place, under a new id, since the server may know the old one as canceled. */
  readonly putBack: (record: PromptRecord) => Promise<PromptRecord>
  readonly move: (id: string, direction: 'up' | 'down') => Promise<void>
  /** Tries a prompt before its time, but not before a time that the server has asked for. */
  readonly tryNow: (id: string) => Promise<void>
  readonly setPaused: (isPaused: boolean) => Promise<void>
  /** Sends a prompt again whose job the server has lost, under its id. Undefined where that was done, or is long ago. */
  readonly resend: (id: string) => Promise<PromptRecord | undefined>
  /** Removes what ended long ago. */
  readonly prune: () => Promise<void>
  /** Ends a wait for the network: there is a reason to think that it is back. */
  readonly hurry: () => Promise<void>
}

interface ChangeTools {
  readonly store: OutboxStore
  readonly now: () => number
  readonly mintId: () => string
}

/** Later the id may be new to the server for good reasons: its owner has deleted the job, or its time was over. */
const RESEND_WITHIN_MS = 14 * 86_400_000
/** How long a prompt that is over is kept. */
const KEEP_ENDED_MS = 30 * 86_400_000
/** Other fields of a body stay as they are, also those that this version does not know. */
const Body = v.looseObject({})

export function createOutboxChanges({ store, now, mintId }: ChangeTools): OutboxChanges {
  async function apply(transaction: OutboxTransaction, id: string, event: PromptEvent) {
    const record = await transaction.get(id)
    const next = record === undefined ? undefined : reducePrompt(record, event)
    if (next !== undefined) await transaction.put(next)
    return next
  }

  return {
    submit(prompt) {
      return store.change(async (transaction) => {
        const known = await transaction.get(prompt.id)
        if (known !== undefined) return known
        const queue = await transaction.queue()
        const record = queuedRecord(prompt, { seq: queue.lastSeq + 1, now: now() })
        await transaction.putQueue({ ...queue, lastSeq: record.seq })
        await transaction.add(record)
        return record
      })
    },
    edit(id, text) {
      const prompt = normalizePrompt(text)
      return store.change(async (transaction) => {
        const old = await transaction.get(id)
        if (old === undefined) return undefined
        const body = JSON.stringify({ ...v.parse(Body, JSON.parse(old.body)), prompt })
        const about = { ...old.about, prompt }
        const edited = reducePrompt(old, { type: 'edit', body, about })
        if (edited !== undefined) {
          await transaction.put(edited)
          return edited
        }
        // While it is being sent its outcome is not known: it is taken back first, and the new text waits in its place.
        const taken = reducePrompt(old, { type: 'cancel', now: now() })
        if (taken === undefined) return undefined
        await transaction.put(taken)
        const renewed = queuedRecord(
          { id: mintId(), body, about, correlationId: mintId() },
          { seq: old.seq, now: now() },
        )
        await transaction.add(renewed)
        return renewed
      })
    },
    cancel: (id) => store.change((transaction) => apply(transaction, id, { type: 'cancel', now: now() })),
    putBack({ body, about, seq }) {
      const record = queuedRecord({ id: mintId(), body, about, correlationId: mintId() }, { seq, now: now() })
      return store.change(async (transaction) => {
        await transaction.add(record)
        return record
      })
    },
    move: (id, direction) => store.change((transaction) => move(transaction, id, direction)),
    async tryNow(id) {
      await store.change(async (transaction) => {
        await apply(transaction, id, { type: 'try-now', now: now() })
        await transaction.putQueue(hurried(await transaction.queue()))
      })
    },
    async setPaused(isPaused) {
      await store.change(async (transaction) => transaction.putQueue({ ...(await transaction.queue()), isPaused }))
    },
    resend(id) {
      const acceptedSince = now() - RESEND_WITHIN_MS
      return store.change((transaction) => apply(transaction, id, { type: 'resend', acceptedSince }))
    },
    async prune() {
      const endedBefore = now() - KEEP_ENDED_MS
      await store.change(async (transaction) => {
        for (const state of ['accepted', 'canceled'] as const) {
          for (const { id, finishedAt } of await transaction.first(state, { count: Number.POSITIVE_INFINITY })) {
            if (finishedAt !== undefined && finishedAt < endedBefore) await transaction.remove(id)
          }
        }
      })
    },
    hurry: () => hurryOutbox(store),
  }
}

/** Changes places with the next waiting prompt in that direction. */
async function move(transaction: OutboxTransaction, id: string, direction: 'up' | 'down'): Promise<void> {
  const count = Number.POSITIVE_INFINITY
  const waiting = [
    ...(await transaction.first('queued', { count })),
    ...(await transaction.first('stale', { count })),
  ].sort((one, other) => one.seq - other.seq)
  const index = waiting.findIndex((record) => record.id === id)
  const record = waiting[index]
  const neighbor = waiting[index + (direction === 'up' ? -1 : 1)]
  if (record === undefined || neighbor === undefined) return
  const moved = [
    reducePrompt(record, { type: 'move', seq: neighbor.seq }),
    reducePrompt(neighbor, { type: 'move', seq: record.seq }),
  ]
  for (const each of moved) if (each !== undefined) await transaction.put(each)
}
