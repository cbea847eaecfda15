import * as v from 'valibot'

/** The names by which the web calls them: largest contentful paint (ms), interaction to next paint (ms), layout shift. */
const Vital = v.object({
  name: v.picklist(['LCP', 'INP', 'CLS']),
  value: v.pipe(v.number(), v.minValue(0), v.maxValue(3_600_000)),
  rating: v.picklist(['good', 'needs-improvement', 'poor']),
})
export type Vital = v.InferOutput<typeof Vital>

/** How fast the app was for one visit. The screen at which it began is a name and never an address, which has ids. */
const Vitals = v.object({
  screen: v.picklist(['create', 'job', 'gallery', 'outbox', 'settings', 'nowhere']),
  measured: v.pipe(v.array(Vital), v.minLength(1), v.maxLength(3)),
})
export type Vitals = v.InferOutput<typeof Vitals>

/** Body of POST /api/log: something that went wrong, or was measured, in the app. */
export const ClientLog = v.object({
  level: v.picklist(['ERROR', 'WARNING', 'INFO', 'DEBUG']),
  message: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  stack: v.optional(v.pipe(v.string(), v.maxLength(8000))),
  metadata: v.optional(
    v.pipe(v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])), v.maxEntries(30)),
  ),
  vitals: v.optional(Vitals),
})
export type ClientLog = v.InferOutput<typeof ClientLog>

export const ClientLogAnswer = v.object({ success: v.literal(true) })
