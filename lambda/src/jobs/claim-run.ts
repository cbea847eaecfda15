import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { createRecord, type RequestRecord, readClaim } from './job-records.ts'
import { isOfEarlierStart, runDeadline, type Timing } from './timing.ts'

/** Who may do a run, and until when (milliseconds since the epoch). */
export type Claim =
  | { readonly status: 'owned'; readonly deadlineMs: number }
  /** An earlier process stored the picture and died: the run is finished from it, without another call. */
  | { readonly status: 'resumed'; readonly deadlineMs: number; readonly original: Uint8Array }
  /** Too late, or lost with an unknown charge: the run ends as `expired`. */
  | { readonly status: 'expired' }
  /** Another delivery owns the run and may still be at it. */
  | { readonly status: 'held' }

interface ClaimRequest {
  readonly store: ObjectStore
  readonly request: RequestRecord
  readonly run: string
  readonly timing: Timing
  /** Whether a call of the model costs nothing and may be repeated after a crash. */
  readonly free: boolean
}

/** Claims a run before its model is called, so that a model that costs money is called once however often it is delivered. */
export async function claimRun({ store, request, run, timing, free }: ClaimRequest): Promise<Claim> {
  const now = timing.now()
  if (now >= runDeadline(request, undefined, timing)) return { status: 'expired' }
  const deadlineMs = now + timing.claimMs
  const record = {
    claimedAt: new Date(now).toISOString(),
    deadlineAt: new Date(deadlineMs).toISOString(),
    token: crypto.randomUUID(),
    ...(timing.startId !== undefined && { startId: timing.startId }),
  }
  if (await createRecord(store, KEYS.claim(request.jobId, run), record)) return { status: 'owned', deadlineMs }

  const other = await readClaim(store, request.jobId, run)
  if (other === undefined) throw new Error('a claim that exists could not be read') // the message comes back
  const otherDeadlineMs = runDeadline(request, other, timing)
  if (now >= otherDeadlineMs) return { status: 'expired' }
  if (!isOfEarlierStart(other, timing)) return { status: 'held' }
  const original = await store.get(KEYS.original(request.jobId, run))
  if (original !== undefined) return { status: 'resumed', deadlineMs: otherDeadlineMs, original: original.body }
  return free ? { status: 'owned', deadlineMs: Math.min(deadlineMs, otherDeadlineMs) } : { status: 'expired' }
}
