import { availableParallelism } from 'node:os'
import { createCloudFrontInvalidator } from './cdn/cloudfront-invalidator.ts'
import { createNoInvalidator } from './cdn/no-invalidator.ts'
import type { Config } from './config.ts'
import type { PictureStore } from './images/picture-store.ts'
import { createPictureWork, type PictureWork } from './images/picture-work.ts'
import { createGenericModels } from './models/generic-models.ts'
import { createProviderRuntime, type ProviderRuntime } from './models/provider-context.ts'
import { createSketchModel } from './models/sketch.ts'
import { createVendorModels } from './models/vendor-models.ts'
import type { SharedServices } from './services.ts'
import type { ObjectStore } from './store/object-store.ts'
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
  const images = createLateImages(shared.store, work)
  const sketch = createSketchModel((svg) => work.draw(() => images.rasterize(svg)))
  const generic = createGenericModels(config.generic, runtime)
  const vendorModel = createVendorModels(config.providers, runtime)
  return {
    ...shared,
    pictures: images.pictures,
    invalidator:
      config.distributionId === undefined
        ? createNoInvalidator(shared.log)
        : createCloudFrontInvalidator({ distributionId: config.distributionId, log: shared.log }),
    publicUrl: config.publicUrl,
    findModel(modelId) {
      const entry = shared.registry.find(modelId)
      if (entry === undefined) return undefined
      const { row, offReason } = entry
      images.begin()
      if (offReason !== undefined) return { row, generate: undefined }
      return { row, generate: row.free ? sketch : (generic.get(modelId) ?? vendorModel(row)) }
    },
  }
}

/**
 * Pictures by sharp, which is native code and costs a start 50 ms of a core. It is loaded while a run waits for the store and
 * its model; what erases and seals goes without.
 */
function createLateImages(store: ObjectStore, work: PictureWork) {
  let loading: Promise<{ pictures: PictureStore; rasterize: (svg: string) => Promise<Uint8Array> }> | undefined
  const load = () => {
    loading ??= Promise.all([import('./images/store-picture.ts'), import('./images/rasterize.ts')]).then(
      ([{ createPictureStore }, { rasterizeSvg }]) => ({
        pictures: createPictureStore(store, work),
        rasterize: rasterizeSvg,
      }),
    )
    return loading
  }
  return {
    begin() {
      load().catch(() => undefined) // whoever needs a picture is told
    },
    rasterize: async (svg: string) => (await load()).rasterize(svg),
    pictures: {
      keep: async (jobId, run, bytes) => (await load()).pictures.keep(jobId, run, bytes),
      keepAvif: async (jobId, run) => (await load()).pictures.keepAvif(jobId, run),
      original: async (jobId, run) => (await load()).pictures.original(jobId, run),
    } satisfies PictureStore,
  }
}
