import { useCallback } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { SKETCH_PROVIDER } from '#contract/models.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { type Services, useServices } from '#platform/services-context.tsx'
import { modelLabel, modelOfPreview } from '#ui/model-label.ts'

/** Time and price are worth a short wait; the pictures can be compared without. */
const FACTS_WAIT_MS = 1500

/** The chosen tiles as pictures of a comparison: of each job the one that its tile shows. */
export function useCompared(): (entries: readonly GalleryEntry[]) => Promise<readonly ComparePicture[]> {
  const services = useServices()
  return useCallback(
    (entries: readonly GalleryEntry[]) => Promise.all(entries.map((entry) => pictureOf(entry, services))),
    [services],
  )
}

async function pictureOf(entry: GalleryEntry, { api, mintId, modelList }: Services): Promise<ComparePicture> {
  const signal = AbortSignal.timeout(FACTS_WAIT_MS)
  const answer = await api.galleryEntry(entry.id, { correlationId: mintId(), signal })
  const images = answer.ok ? answer.value.images : []
  const found = images.find((each) => each.status === 'completed' && each.image.run === entry.preview.run)
  const result = found?.status === 'completed' ? found : undefined
  const modelId = modelOfPreview(entry)
  // One by one: of an entry from the index the addresses are no fields of the object.
  const { run, url, originalUrl, width, height, thumbhash } = entry.preview
  const provider = result?.provider ?? modelId.replace(/:.*/, '')
  return {
    ...{ run, url, originalUrl, width, height, thumbhash },
    ...{ jobId: entry.id, prompt: entry.prompt, modelId, provider, isSketch: provider === SKETCH_PROVIDER },
    modelLabel: result?.label ?? modelLabel(modelId, modelList.state.get().answer?.models ?? []),
    ...(result?.durationMs !== undefined && { durationMs: result.durationMs }),
    ...(result?.cost !== undefined && { cost: result.cost }),
  }
}
