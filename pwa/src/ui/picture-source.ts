import { VARIANT_WIDTHS } from '#contract/image-variants.ts'

const ADDRESS = /^(.*\/)(\d+)(\.[a-z]+)?$/

export interface PictureVariant {
  readonly url: string
  /** Pixels. */
  readonly width: number
}

/**
 * The variants of a picture by the address of its largest one, the smallest first. An address with a format is the only
 * one: it was given out before every format stood.
 */
export function variantsOf(url: string): readonly PictureVariant[] {
  const [, folder, width, format] = ADDRESS.exec(url) ?? []
  if (folder === undefined || width === undefined) return []
  if (format !== undefined) return [{ url, width: Number(width) }]
  const widths = VARIANT_WIDTHS.filter((each) => each <= Number(width))
  return widths.map((each) => ({ url: `${folder}${each}`, width: each }))
}

export interface PictureSource {
  readonly src: string
  readonly srcSet?: string
}

/** What the browser may choose from for a picture on a page. */
export function pictureSource(url: string): PictureSource {
  const variants = variantsOf(url)
  if (variants.length < 2) return { src: url }
  return { src: url, srcSet: variants.map((each) => `${each.url} ${each.width}w`).join(', ') }
}
