import { imagePath, originalPath, VARIANT_FORMATS, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { FULL_CACHE, type PictureCacheName, THUMBS_CACHE } from './picture-caches.ts'

const ADDRESS = new RegExp(
  `^/images/([^/]+)/([^/]+)/(?:(${VARIANT_WIDTHS.join('|')})(?:\\.(${VARIANT_FORMATS.join('|')}))?|original)$`,
)

export interface PictureAddress {
  /** The one key of this picture in this size: a path without a format and without a query. */
  readonly url: string
  readonly jobId: string
  readonly run: string
  /** Undefined for the original. */
  readonly width: number | undefined
  /** The one format that the address asks for; undefined where the server may choose. */
  readonly format: string | undefined
  readonly cache: PictureCacheName
}

/** What an address of this origin names, or undefined where it is no picture that the app asks for. */
export function parsePictureAddress(path: string): PictureAddress | undefined {
  const [, jobId, run, digits, format] = ADDRESS.exec(path) ?? []
  if (jobId === undefined || run === undefined) return undefined
  if (digits === undefined) return addressOf(jobId, run, undefined)
  return { ...addressOf(jobId, run, Number(digits)), format }
}

/** The same picture in other sizes, the largest first. */
export function otherSizes({ jobId, run, width }: PictureAddress): readonly PictureAddress[] {
  const widths = VARIANT_WIDTHS.filter((each) => each !== width).toReversed()
  const smaller = widths.map((each) => addressOf(jobId, run, each))
  return width === undefined ? smaller : [...smaller, addressOf(jobId, run, undefined)]
}

function addressOf(jobId: string, run: string, width: number | undefined): PictureAddress {
  const isThumb = width === VARIANT_WIDTHS[0]
  return {
    ...{ jobId, run, width, format: undefined },
    url: width === undefined ? originalPath(jobId, run) : imagePath(jobId, run, width),
    cache: isThumb ? THUMBS_CACHE : FULL_CACHE,
  }
}
