import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { createRecord, readClaim } from './job-records.ts'
import { isOfEarlierStart, runDeadline, type Timing } from './timing.ts'

/** Who may do a run, and until when (milliseconds since the epoch). */
export type Claim =
  | { readonly status: 'owned'; readonly deadlineMs: number }
  /** An earlier process stored the picture and died: the run is finished from it, without another call. */
  | { readonly status: 'resumed'; readonly deadlineMs: number; readonly original: Uint8Array }
  /** Too late, or lost with an unknown charge: the run ends as `expired`. `wasCalled`: its model may have been at work. */
  | { readonly status: 'expired'; readonly wasCalled: boolean }
  /** Another delivery owns the run and may still be at it. */
  | { readonly status: 'held' }

interface ClaimRequest {
  readonly store: ObjectStore
  readonly jobId: string
  /** When the job, or a further attempt of it, was accepted. */
  readonly acceptedAt: string
  readonly run: string
  readonly timing: Timing
  /** Whether a call of the model costs nothing and may be repeated after a crash. */
  readonly free: boolean
}

/** Claims a run before its model is called, so that a model that costs money is called once however often it is delivered. */
export async function claimRun(asked: ClaimRequest): Promise<Claim> {
  const { store, jobId, acceptedAt, run, timing, free } = asked
  const now = timing.now()
  if (now >= runDeadline(acceptedAt, undefined, timing)) return { status: 'expired', wasCalled: false }
  const deadlineMs = now + timing.claimMs
  const record = {
    claimedAt: new Date(now).toISOString(),
    deadlineAt: new Date(deadlineMs).toISOString(),
    token: crypto.randomUUID(),
    ...(timing.startId !== undefined && { startId: timing.startId }),
  }
  if (await createRecord(store, KEYS.claim(jobId, run), record)) return { status: 'owned', deadlineMs }

  const other = await readClaim(store, jobId, run)
  if (other === undefined) throw new Error('a claim that exists could not be read') // the message comes back
  const otherDeadlineMs = runDeadline(acceptedAt, other, timing)
  if (now >= otherDeadlineMs) return { status: 'expired', wasCalled: true }
  if (!isOfEarlierStart(other, timing)) return { status: 'held' }
  const original = await store.get(KEYS.original(jobId, run))
  if (original !== undefined) return { status: 'resumed', deadlineMs: otherDeadlineMs, original: original.body }
  return free
    ? { status: 'owned', deadlineMs: Math.min(deadlineMs, otherDeadlineMs) }
    : { status: 'expired', wasCalled: true }
}
