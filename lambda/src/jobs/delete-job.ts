import { AppError } from '#contract/errors.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { createRecord, type DeletionRecord, type RequestRecord, readDeletion, readRequest } from './job-records.ts'
import { type Caller, mayChange } from './owner.ts'
import { sendMessages } from './send-message.ts'
import type { Timing } from './timing.ts'

interface DeleteServices {
  readonly store: ObjectStore
  readonly deletions: JobQueue
  readonly timing: Timing
}

export interface Deletion {
  readonly jobId: string
  readonly caller: Caller
  readonly correlationId: string
}

/**
 * The API's half of a delete: the marker, from which on nobody sees the job, then a message for the worker to erase it.
 * Repeating sends the message again until the job is erased, in case an earlier call died before it could.
 * @throws AppError JOB_NOT_FOUND, FORBIDDEN, SERVICE_UNAVAILABLE
 */
export async function deleteJob({ store, deletions, timing }: DeleteServices, asked: Deletion): Promise<void> {
  const { jobId, caller, correlationId } = asked
  const [request, deletion] = await Promise.all([readRequest(store, jobId), readDeletion(store, jobId)])
  const job = deletion ?? request
  if (job === undefined) throw new AppError('JOB_NOT_FOUND')
  if (!mayChange(job, caller)) throw new AppError('FORBIDDEN')
  if (deletion === undefined) {
    const deletedAt = new Date(timing.now()).toISOString()
    await createRecord(store, KEYS.deleted(jobId), { ...keptOf(job), deletedAt, correlationId })
  } else if (await isErased(store, jobId)) return
  await sendMessages(deletions, { type: 'erase', jobId, correlationId })
}

/** Whether nothing is left of a deleted job but its markers. */
export async function isErased(store: ObjectStore, jobId: string): Promise<boolean> {
  return (await store.head(KEYS.erased(jobId))) !== undefined
}

function keptOf({ createdAt, publish, ownerHash }: RequestRecord | DeletionRecord) {
  return { createdAt, publish, ...(ownerHash !== undefined && { ownerHash }) }
}
