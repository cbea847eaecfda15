import { availableParallelism } from 'node:os'
import type { Config } from './config.ts'
import { createPictureWork } from './images/picture-work.ts'
import { rasterizeSvg } from './images/rasterize.ts'
import { createPictureStore } from './images/store-picture.ts'
import type { RunServices } from './jobs/run-services.ts'
import { createGenericModels } from './models/generic-models.ts'
import type { ImageModel } from './models/image-model.ts'
import { createProviderRuntime } from './models/provider-context.ts'
import { createSketchModel } from './models/sketch.ts'
import type { SharedServices } from './services.ts'

/** What the worker has beside the API: models and pictures. The API never loads these. */
export function createWorkerServices(config: Config, shared: SharedServices): RunServices {
  const work = createPictureWork({ lanes: availableParallelism() })
  const sketch = createSketchModel((svg) => work.draw(() => rasterizeSvg(svg)))
  const models = new Map<string, ImageModel>([['sketch', sketch]])
  const generic = createGenericModels(config.generic, createProviderRuntime(shared.log))
  return {
    ...shared,
    pictures: createPictureStore(shared.store, work),
    findModel(modelId) {
      const row = shared.registry.find(modelId)?.row
      if (row === undefined) return undefined
      return { row, generate: generic.get(modelId) ?? models.get(row.provider) }
    },
  }
}
