/** Widths that are made of every picture, in pixels. A narrower original gives that variant at its own width. */
export const VARIANT_WIDTHS = [320, 640, 1024] as const
export type VariantWidth = (typeof VARIANT_WIDTHS)[number]

/** Formats in the order of preference; JPEG is what every client can show. */
export const VARIANT_FORMATS = ['avif', 'webp', 'jpeg'] as const
export type VariantFormat = (typeof VARIANT_FORMATS)[number]

/**
 * Address of a picture at a width, in the best format the client takes; with `format` in exactly that one.
 * Immutable: the bytes behind an address never change.
 */
export function imagePath(jobId: string, run: string, width: number, format?: VariantFormat): string {
  return `/images/${jobId}/${run}/${width}${format === undefined ? '' : `.${format}`}`
}

/** Address of the provider's own bytes. */
export function originalPath(jobId: string, run: string): string {
  return `/images/${jobId}/${run}/original`
}
