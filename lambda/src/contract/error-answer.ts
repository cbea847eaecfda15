import * as v from 'valibot'

/** Body of every error answer. `error` is a code; a newer server may send one that this client does not know. */
export const ErrorAnswer = v.object({
  error: v.string(),
  message: v.string(),
  correlationId: v.string(),
  details: v.optional(v.record(v.string(), v.unknown())),
})
export type ErrorAnswer = v.InferOutput<typeof ErrorAnswer>
