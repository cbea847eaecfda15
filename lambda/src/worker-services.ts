import { availableParallelism } from 'node:os'
import { createCloudFrontInvalidator } from './cdn/cloudfront-invalidator.ts'
import { createNoInvalidator } from './cdn/no-invalidator.ts'
import type { Config } from './config.ts'
import { createPictureWork } from './images/picture-work.ts'
import { rasterizeSvg } from './images/rasterize.ts'
import { createPictureStore } from './images/store-picture.ts'
import { createGenericModels } from './models/generic-models.ts'
import { createProviderRuntime, type ProviderRuntime } from './models/provider-context.ts'
import { createSketchModel } from './models/sketch.ts'
import { createVendorModels } from './models/vendor-models.ts'
import type { SharedServices } from './services.ts'
import type { WorkerServices } from './worker.ts'

/**
 * What the worker has beside the API: models and pictures. The API never loads these.
 * @param runtime network and clock as providers see them; tests hand in their own
 */
export function createWorkerServices(
  config: Config,
  shared: SharedServices,
  runtime: ProviderRuntime = createProviderRuntime(shared.log),
): WorkerServices {
  const work = createPictureWork({ lanes: availableParallelism() })
  const sketch = createSketchModel((svg) => work.draw(() => rasterizeSvg(svg)))
  const generic = createGenericModels(config.generic, runtime)
  const vendorModel = createVendorModels(config.providers, runtime)
  return {
    ...shared,
    pictures: createPictureStore(shared.store, work),
    invalidator:
      config.distributionId === undefined
        ? createNoInvalidator(shared.log)
        : createCloudFrontInvalidator({ distributionId: config.distributionId, log: shared.log }),
    publicUrl: config.publicUrl,
    findModel(modelId) {
      const entry = shared.registry.find(modelId)
      if (entry === undefined) return undefined
      const { row, offReason } = entry
      if (offReason !== undefined) return { row, generate: undefined }
      return { row, generate: row.free ? sketch : (generic.get(modelId) ?? vendorModel(row)) }
    },
  }
}
