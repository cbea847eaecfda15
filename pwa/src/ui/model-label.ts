import type { GalleryEntry } from '#contract/gallery.ts'
import { parseRunId, safeModelId } from '#contract/ids.ts'
import type { ModelInfo } from '#contract/models.ts'

/** The id of the model that made the picture of a tile. */
export function modelOfPreview({ models, preview }: GalleryEntry): string {
  const safeModel = parseRunId(preview.run)?.safeModel
  return models.find((each) => safeModelId(each) === safeModel) ?? preview.run
}

/** An entry names its models by id; labels come from the list of models, for one that is long gone from the id. */
export function modelLabel(id: string, known: readonly ModelInfo[]): string {
  return known.find((model) => model.id === id)?.label ?? id.replace(/^[^:]*:/, '')
}
