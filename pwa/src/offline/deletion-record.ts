import * as v from 'valibot'
import { JobId } from '#contract/ids.ts'

/** The version of the record's shape. A record of a newer one is left as it is. */
const RECORD_VERSION = 1

const Finite = v.pipe(v.number(), v.finite())

/** One job that a person has deleted, as it stands in IndexedDB. Times are this device's, in milliseconds. */
export const DeletionRecord = v.object({
  schemaV: v.literal(RECORD_VERSION),
  id: JobId,
  /**
   * - `waiting`: not sent yet, or not answered
   * - `refused`: the server will not delete it; it is shown again
   * - `done`: the server has said that it is gone
   */
  state: v.picklist(['waiting', 'refused', 'done']),
  removedAt: Finite,
  /** Nothing is sent before: first the time for undoing, later the wait after a try. */
  dueAt: Finite,
  /** Requests that may have left the device; from the first on nothing can be undone. */
  attempts: v.number(),
  /** One for all tries, so that one search of the log shows them all. */
  correlationId: v.string(),
  /** The last try found no server: the wait ends when there is a reason to think that it is back. */
  isCutOff: v.optional(v.boolean()),
})
export type DeletionRecord = v.InferOutput<typeof DeletionRecord>

/** @param dueAt when it may be sent; of one that is done it means nothing */
export function waitingDeletion(
  id: string,
  { removedAt, dueAt, correlationId }: Pick<DeletionRecord, 'removedAt' | 'dueAt' | 'correlationId'>,
): DeletionRecord {
  return { schemaV: RECORD_VERSION, id, state: 'waiting', removedAt, dueAt, attempts: 0, correlationId }
}
