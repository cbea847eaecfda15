import { parseRunId, safeModelId } from '#contract/ids.ts'
import { publishImage } from '../gallery/publish-image.ts'
import { publishSharePage } from '../gallery/publish-share-page.ts'
import type { ImageFacts } from '../images/picture-store.ts'
import { KEYS } from '../store/keys.ts'
import { createRecord, type RequestRecord, type ResultRecord } from './job-records.ts'
import type { RunServices } from './run-services.ts'

interface EndedRun {
  readonly request: RequestRecord
  readonly run: string
  readonly result: ResultRecord
}

/** What follows a result and may be repeated: the gallery's key, the slow variants, and the marker that both stand. */
export async function finishRun(services: RunServices, { request, run, result }: EndedRun): Promise<void> {
  const { store, pictures } = services
  if (result.status !== 'completed') return
  const finished = KEYS.finished(request.jobId, run)
  if ((await store.head(finished)) !== undefined) return
  if (request.publish) await publish(services, request, result.image)
  await pictures.keepAvif(request.jobId, run)
  await createRecord(store, finished, {})
}

async function publish(services: RunServices, request: RequestRecord, image: ImageFacts): Promise<void> {
  const { store, publicUrl, findModel } = services
  const safeModel = parseRunId(image.run)?.safeModel
  const model = request.models.find((each) => safeModelId(each) === safeModel) ?? image.run
  const label = findModel(model)?.row.label ?? model
  await publishImage(services, request, image)
  await publishSharePage(store, { jobId: request.jobId, prompt: request.prompt, label, image, publicUrl })
}
