import { setTimeout as sleepMs } from 'node:timers/promises'
import * as v from 'valibot'
import { AppError } from '#contract/errors.ts'
import { InvalidKeyError, type ObjectStore, type PutOptions, type PutOutcome } from './object-store.ts'

type Operation = keyof ObjectStore

export interface StoreRetry {
  readonly operation: Operation
  /** The first segment of the key or prefix: few and fixed, so it may name a metric. */
  readonly keyKind: string
  /** The whole key or prefix: for the log alone. */
  readonly key: string
  /** The attempt that failed, from 1 on. */
  readonly attempt: number
  /** The wait before the next attempt. */
  readonly waitMs: number
  readonly error: unknown
}

interface RetryingStoreOptions {
  /** Called before every wait, to log and count it. */
  readonly onRetry: (retry: StoreRetry) => void
  readonly sleep?: (waitMs: number) => Promise<unknown>
  /** One wait per retry. Default: 1, 2 and 4 s (ADR-009). */
  readonly waitsMs?: readonly number[]
}

/**
 * Repeats what failed for a passing reason. Absent and lost are answers, not failures.
 * @throws AppError SERVICE_UNAVAILABLE, its cause the last failure, when no repeat helped
 */
export function createRetryingStore(store: ObjectStore, options: RetryingStoreOptions): ObjectStore {
  const { onRetry, sleep = sleepMs, waitsMs = [1000, 2000, 4000] } = options

  async function repeat<T>(operation: Operation, key: string, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        const waitMs = waitsMs[attempt - 1]
        if (!mayPass(error)) throw error
        if (waitMs === undefined) throw new AppError('SERVICE_UNAVAILABLE', { retryAfterSeconds: 5 }, { cause: error })
        onRetry({ operation, keyKind: key.split('/', 1)[0] ?? '', key, attempt, waitMs, error })
        await sleep(waitMs)
      }
    }
  }

  const get: ObjectStore['get'] = (key) => repeat('get', key, () => store.get(key))

  async function put(key: string, body: Uint8Array, putOptions: PutOptions): Promise<PutOutcome> {
    let unanswered: { readonly error: unknown } | undefined
    const outcome = await repeat('put', key, async () => {
      try {
        return await store.put(key, body, putOptions)
      } catch (error) {
        unanswered = { error }
        throw error
      }
    })
    if (outcome.status === 'stored' || unanswered === undefined) return outcome
    // Lost, but perhaps to our own write, whose answer never came.
    if (putOptions.only !== 'absent') throw unanswered.error
    const found = await get(key)
    const isOurs = found !== undefined && Buffer.compare(found.body, body) === 0
    return isOurs ? { status: 'stored', etag: found.etag } : outcome
  }

  return {
    get,
    put,
    head: (key) => repeat('head', key, () => store.head(key)),
    list: (listOptions) => repeat('list', listOptions.prefix, () => store.list(listOptions)),
    delete: (key) => repeat('delete', key, () => store.delete(key)),
  }
}

/** The part of an AWS SDK error that says what the server answered; no status where none came. */
const AnsweredError = v.object({ name: v.string(), $metadata: v.object({ httpStatusCode: v.number() }) })
/** Answered with 400 although it passes: S3 waited too long for the body. */
const PASSING_CODES = ['RequestTimeout']
const PASSING_STATUSES = [408, 429]

/** No for what would fail the same way again: our own defects, and requests that the server refused (4xx). */
function mayPass(error: unknown): boolean {
  const defects = [InvalidKeyError, TypeError, RangeError, URIError, v.ValiError]
  if (defects.some((defect) => error instanceof defect)) return false
  const answered = v.safeParse(AnsweredError, error)
  if (!answered.success) return true
  const { name, $metadata } = answered.output
  const isRefused = $metadata.httpStatusCode >= 400 && $metadata.httpStatusCode < 500
  return !isRefused || PASSING_STATUSES.includes($metadata.httpStatusCode) || PASSING_CODES.includes(name)
}
