import * as v from 'valibot'
import { ASPECT_RATIOS } from '#contract/aspect-ratios.ts'
import { FAILURE_KINDS } from '#contract/failure-kinds.ts'
import { JobId } from '#contract/ids.ts'
import { Cost, Failure, ResultImage, Warning } from '#contract/job.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'

const Time = v.pipe(v.string(), v.isoTimestamp())

/** `jobs/{id}/request.json`: what was asked, written once by the API. */
export const RequestRecord = v.object({
  jobId: JobId,
  prompt: v.string(),
  negativePrompt: v.optional(v.string()),
  models: v.array(v.string()),
  aspectRatio: v.picklist(ASPECT_RATIOS),
  seed: v.optional(v.number()),
  publish: v.boolean(),
  /** SHA-256 of the raw request body: the same key with another body is refused by it. */
  bodyHash: v.string(),
  /** SHA-256 of the owner key, where one was sent. */
  ownerHash: v.optional(v.string()),
  /** By the server's clock. */
  createdAt: Time,
  correlationId: v.string(),
  /** The start of the process that wrote it, where one process owns the store; see `Timing.startId`. */
  startId: v.optional(v.string()),
})
export type RequestRecord = v.InferOutput<typeof RequestRecord>

/** `jobs/{id}/claims/{run}`: whoever creates it owns the run. */
export const ClaimRecord = v.object({
  claimedAt: Time,
  /** From here on the run counts as `expired`. */
  deadlineAt: Time,
  startId: v.optional(v.string()),
  /** Makes every claim's bytes its own, so that a writer can tell its claim from another's. */
  token: v.string(),
})
export type ClaimRecord = v.InferOutput<typeof ClaimRecord>

/** `jobs/{id}/retries/{run}.json`: a further attempt, asked for by a person. Its deadline counts from `acceptedAt`. */
export const RetryRecord = v.object({ acceptedAt: Time, correlationId: v.string() })
export type RetryRecord = v.InferOutput<typeof RetryRecord>

/**
 * `jobs/{id}/deleted.json`: somebody who may has deleted the job. It keeps what is needed to erase the rest, and to tell
 * the same person from a stranger when the request is gone.
 */
export const DeletionRecord = v.object({
  deletedAt: Time,
  correlationId: v.string(),
  ...v.pick(RequestRecord, ['createdAt', 'publish', 'ownerHash']).entries,
})
export type DeletionRecord = v.InferOutput<typeof DeletionRecord>

/** A record whose bytes are not what its key promises. No repeat will help. */
export class DamagedRecordError extends Error {
  override readonly name = 'DamagedRecordError'
}

const ended = { startedAt: v.optional(Time), completedAt: Time, warnings: v.optional(v.array(Warning)) }

/** `jobs/{id}/results/{run}.json`: how a run ended, written once by the worker. */
export const ResultRecord = v.variant('status', [
  v.object({
    status: v.literal('completed'),
    ...ended,
    image: v.omit(ResultImage, ['url', 'originalUrl']),
    cost: v.optional(Cost),
    seed: v.optional(v.number()),
    revisedPrompt: v.optional(v.string()),
  }),
  v.object({
    status: v.picklist(['refused', 'failed']),
    ...ended,
    kind: v.picklist(FAILURE_KINDS),
    ...v.pick(Failure, ['retryable', 'retryAt', 'mayBeCharged']).entries,
  }),
  v.object({ status: v.literal('canceled'), ...ended }),
])
export type ResultRecord = v.InferOutput<typeof ResultRecord>

const JSON_TYPE = { contentType: 'application/json' } as const

export async function readRequest(store: ObjectStore, jobId: string): Promise<RequestRecord | undefined> {
  return readRecord(store, KEYS.request(jobId), RequestRecord)
}

export async function readClaim(store: ObjectStore, jobId: string, run: string): Promise<ClaimRecord | undefined> {
  return readRecord(store, KEYS.claim(jobId, run), ClaimRecord)
}

export async function readRetry(store: ObjectStore, jobId: string, run: string): Promise<RetryRecord | undefined> {
  return readRecord(store, KEYS.retry(jobId, run), RetryRecord)
}

export async function readDeletion(store: ObjectStore, jobId: string): Promise<DeletionRecord | undefined> {
  return readRecord(store, KEYS.deleted(jobId), DeletionRecord)
}

/** Whether somebody has deleted the job: from then on it answers as if it had never been. */
export async function isDeleted(store: ObjectStore, jobId: string): Promise<boolean> {
  return (await store.head(KEYS.deleted(jobId))) !== undefined
}

/** Whether somebody has stopped the job, or an id before any job came with it. */
export async function isCanceled(store: ObjectStore, jobId: string): Promise<boolean> {
  return (await store.head(KEYS.canceled(jobId))) !== undefined
}

export async function readResult(store: ObjectStore, jobId: string, run: string): Promise<ResultRecord | undefined> {
  return readRecord(store, KEYS.result(jobId, run), ResultRecord)
}

/** Creates a record; `false` where it was there already. */
export async function createRecord(store: ObjectStore, key: string, record: object): Promise<boolean> {
  const outcome = await store.put(key, encode(record), { ...JSON_TYPE, only: 'absent' })
  return outcome.status === 'stored'
}

function encode(record: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(record))
}

/** Throws where the stored bytes are not the record: a damaged object must never read as an absent one. */
async function readRecord<Schema extends v.GenericSchema>(
  store: ObjectStore,
  key: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const object = await store.get(key)
  if (object === undefined) return undefined
  const parsed = v.safeParse(schema, parseJson(object.body))
  if (parsed.success) return parsed.output
  // The schema's own error holds the whole record, prompt included, and would be logged with it.
  const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'record')
  throw new DamagedRecordError(`a stored record cannot be read: ${[...new Set(fields)].join(', ')}`)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new DamagedRecordError('a stored record is no JSON') // the parser's own message quotes the text
  }
}
