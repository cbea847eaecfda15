import * as v from 'valibot'

const PAUSE_CAUSES = ['network', 'portal', 'server'] as const

/** What all waiting prompts share. */
export const QueueState = v.object({
  /** Names this database, so that an emptied one can be told from the one that its copy was made of. */
  epoch: v.optional(v.string()),
  lastSeq: v.number(),
  /** The latest in the order that the server has taken: what stands before it and still fails, fails by itself. */
  lastAcceptedSeq: v.number(),
  /** Somebody has pressed Pause. */
  isPaused: v.boolean(),
  /** The server's limit for all prompts of this device: nothing is sent before, whoever asks. Milliseconds. */
  limitUntil: v.number(),
  /** Our own wait for a server that was not there, until a time in milliseconds; a reason to look may end it. */
  pause: v.optional(v.object({ cause: v.picklist(PAUSE_CAUSES), until: v.number() })),
  /** Tries in a row that found no server. */
  failures: v.number(),
  /** Prompts in a row that the server could not take. */
  serverErrors: v.number(),
  /** What this device's clock was last seen to show, to the minute. */
  lastClock: v.number(),
})
export type QueueState = v.InferOutput<typeof QueueState>

export const EMPTY_QUEUE: QueueState = {
  ...{ lastSeq: 0, lastAcceptedSeq: 0, isPaused: false, limitUntil: 0, failures: 0, serverErrors: 0, lastClock: 0 },
}
