import * as v from 'valibot'
import { ModelInfo } from './models.ts'

const Reachable = v.picklist(['ok', 'unreachable'])

/** Answer of GET /api/health. Says why a model is off; never a key, a path or an address. */
export const HealthAnswer = v.object({
  version: v.string(),
  store: Reachable,
  queue: Reachable,
  models: v.array(v.pick(ModelInfo, ['id', 'label', 'provider', 'available', 'reason'])),
  /** Problems of the configuration that do not stop the start, each a sentence. */
  problems: v.optional(v.array(v.string())),
  /** The caller's own `?nonce=`, so that a cached or foreign page is told apart. */
  nonce: v.optional(v.string()),
})
export type HealthAnswer = v.InferOutput<typeof HealthAnswer>
