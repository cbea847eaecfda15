import type { GalleryEntry } from '#contract/gallery.ts'
import type { Cost, Result } from '#contract/job.ts'
import { SKETCH_PROVIDER } from '#contract/models.ts'
import { pictureFileName } from '#platform/save-file.ts'
import { texts } from '#ui/texts/en.ts'

type Completed = Extract<Result, { status: 'completed' }>

/** One picture in the zip's list. Whoever reads the list has neither this program nor its server. */
export interface ZipLine {
  /** Its name in the zip; null where the bytes could not be had. */
  readonly file: string | null
  readonly prompt: string
  readonly model: string
  /** When the prompt was accepted, ISO 8601 in UTC. */
  readonly time: string
  readonly provider?: string
  readonly modelId?: string
  /** The text that was really drawn, where it is not the prompt. */
  readonly textDrawn?: string
  readonly seed?: number
  readonly price?: { readonly usd: number; readonly maxUsd?: number; readonly source: Cost['source'] }
  /** Said of pictures that are drawn by rules. */
  readonly note?: string
  readonly width?: number
  readonly height?: number
  readonly mediaType?: string
  /** Of the file, hexadecimal. */
  readonly sha256?: string
  /** Why there is no file. */
  readonly missing?: string
}

/** The line of a picture that is in the zip. */
export type NamedLine = ZipLine & { readonly file: string }

/** What the list says of a picture. @param place counted from 1; numbers keep the order of the gallery in every folder */
export function zipLine(entry: GalleryEntry, result: Completed, place: number): NamedLine {
  const { label, provider, model, image, seed, cost, revisedPrompt } = result
  const name = pictureFileName(entry.prompt, label, image.mimeType)
  return {
    file: `${String(place).padStart(3, '0')}-${name}`,
    ...{ prompt: entry.prompt, model: label, time: entry.timestamp, provider, modelId: model },
    ...(revisedPrompt !== undefined && { textDrawn: revisedPrompt }),
    ...(seed !== undefined && { seed }),
    ...(cost !== undefined && { price: priceOf(cost) }),
    ...(provider === SKETCH_PROVIDER && { note: texts.models.sketch }),
    ...{ width: image.width, height: image.height, mediaType: image.mimeType, sha256: image.sha256 },
  }
}

function priceOf({ microUsd, maxMicroUsd, source }: Cost): NonNullable<ZipLine['price']> {
  return { usd: microUsd / 1e6, ...(maxMicroUsd !== undefined && { maxUsd: maxMicroUsd / 1e6 }), source }
}
