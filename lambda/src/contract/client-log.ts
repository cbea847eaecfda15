import * as v from 'valibot'

/** Body of POST /api/log: something that went wrong, or was measured, in the app. */
export const ClientLog = v.object({
  level: v.picklist(['ERROR', 'WARNING', 'INFO', 'DEBUG']),
  message: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  stack: v.optional(v.pipe(v.string(), v.maxLength(8000))),
  metadata: v.optional(
    v.pipe(v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])), v.maxEntries(30)),
  ),
})
export type ClientLog = v.InferOutput<typeof ClientLog>

export const ClientLogAnswer = v.object({ success: v.literal(true) })
