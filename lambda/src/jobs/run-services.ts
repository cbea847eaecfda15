import type { Invalidator } from '../cdn/invalidator.ts'
import type { PictureStore } from '../images/picture-store.ts'
import type { ImageModel, ModelRow } from '../models/image-model.ts'
import type { Log, Metrics } from '../observability/log.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { Timing } from './timing.ts'

/** What a worker needs to do a run. */
export interface RunServices {
  readonly store: ObjectStore
  readonly pictures: PictureStore
  /** The model of an id, also of one that cannot be used; undefined where it is not known any more. */
  readonly findModel: (modelId: string) => KnownModel | undefined
  /** The caches in front of pictures and gallery. */
  readonly invalidator: Invalidator
  /** Where the deployment is reached, without a slash at its end; undefined where it is not known. */
  readonly publicUrl: string | undefined
  readonly timing: Timing
  readonly log: Log
  readonly metrics: Metrics
}

export interface KnownModel {
  readonly row: ModelRow
  /** Undefined where this deployment lacks the settings of its provider. */
  readonly generate: ImageModel | undefined
}
