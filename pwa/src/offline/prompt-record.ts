import * as v from 'valibot'
import { JobId } from '#contract/ids.ts'

/** The version of the record's shape. A record of a newer one is left as it is: not sent, not changed, not deleted. */
const RECORD_VERSION = 1

/**
 * - `queued`: waits for its turn, for a time, or for the network
 * - `sending`: a request with it may be on its way
 * - `stale`: unsent for so long that its writer is asked first
 * - `failed`: the server refused it; the text stays here to be changed
 * - `canceling`: taken back after a request may have arrived; the server has to be told
 * - `accepted`: the server owns the job
 * - `canceled`: nothing of it will run
 */
const PROMPT_STATES = ['queued', 'sending', 'stale', 'failed', 'canceling', 'accepted', 'canceled'] as const
export type PromptState = (typeof PROMPT_STATES)[number]

/** Why the last try gave no acceptance. */
const RETRY_CAUSES = ['network', 'portal', 'server', 'limit', 'busy'] as const
export type RetryCause = (typeof RETRY_CAUSES)[number]

const Finite = v.pipe(v.number(), v.finite())

/** Enough of a prompt to show it, also without the list of models that it was written with. */
const About = v.object({
  prompt: v.string(),
  aspectRatio: v.optional(v.string()),
  models: v.array(v.object({ id: v.string(), label: v.string(), provider: v.string() })),
})

/** One prompt on its way to the server, as it stands in IndexedDB. All times are this device's, in milliseconds. */
export const PromptRecord = v.object({
  schemaV: v.literal(RECORD_VERSION),
  /** Minted with the draft: Idempotency-Key, job id and key prefix too. No retry changes it. */
  id: JobId,
  /** The order in which prompts are sent. */
  seq: Finite,
  state: v.picklist(PROMPT_STATES),
  /** The request as it is sent, byte for byte, however often and by whichever version of the app. */
  body: v.string(),
  /** One for all tries, so that one search of the log shows them all. */
  correlationId: v.string(),
  about: About,
  createdAt: Finite,
  /** Requests that may have left the device. */
  attempts: v.number(),
  /** Always a number, 0 = now: a record without a part of the index would never be found. */
  nextAttemptAt: Finite,
  /** No try before this, whoever asks: the server said so. */
  notBefore: Finite,
  /** Grows with each claim, so that a sender who was given up can be told from the present one. */
  fence: v.number(),
  leaseUntil: Finite,
  /** Tries that ended without an answer while the server was there for others. */
  networkFailures: v.number(),
  serverErrors: v.number(),
  lastError: v.optional(v.object({ cause: v.picklist(RETRY_CAUSES), code: v.optional(v.string()), at: Finite })),
  /** Why it has failed: an error code of the contract, or one of a newer server. */
  failure: v.optional(v.string()),
  finishedAt: v.optional(Finite),
  /** How often it was sent again because the server had lost its job. */
  resends: v.optional(v.number()),
})
export type PromptRecord = v.InferOutput<typeof PromptRecord>

/** What a person has written, before it has a place in the order. */
export type NewPrompt = Pick<PromptRecord, 'id' | 'body' | 'correlationId' | 'about'>

/** The record of a prompt that has just been submitted. */
export function queuedRecord(prompt: NewPrompt, { seq, now }: { seq: number; now: number }): PromptRecord {
  return {
    ...{ schemaV: RECORD_VERSION, seq, state: 'queued', createdAt: now },
    ...prompt,
    ...{ attempts: 0, nextAttemptAt: 0, notBefore: 0, fence: 0, leaseUntil: 0 },
    ...{ networkFailures: 0, serverErrors: 0 },
  }
}
