/** The one table of limits that both sides of the wire know. Units are in the names. */
export const LIMITS = {
  /** Code points of a prompt after trimming, as counted by `countChars`. */
  maxPromptChars: 1000,
  /** Attempts at one model of one job, the first one included. */
  maxAttempts: 3,
  /** The longest text that improving answers with, in code points: fits the limit above with room to edit. */
  maxEnhancedChars: 900,
  maxBodyBytes: 64 * 1024,
  maxLogBodyBytes: 10 * 1024,
  maxModelsPerPrompt: 20,
  /** The largest seed that every live provider takes. */
  maxSeed: 2_147_483_646,
  defaultPageSize: 24,
  maxPageSize: 100,
  /** The server answers within this time; below the API function's timeout (25 s) and the gateway's limit (30 s). */
  requestDeadlineMs: 20_000,
  /** The client gives up after this time, reading of the body included; above the API function's timeout. */
  clientTimeoutMs: 30_000,
  /** A run that has not begun this long after its job was accepted ends as `expired`. */
  jobDeadlineMs: 3_600_000,
} as const
