import type { ResultImage } from '#contract/job.ts'

export type Original = Pick<ResultImage, 'originalUrl' | 'bytes' | 'sha256' | 'mimeType'>

interface ReadOptions {
  readonly signal?: AbortSignal
  /** Only where it is on this device already. */
  readonly isKept?: boolean
}

/**
 * The provider's own bytes; undefined where they cannot be had. What comes is compared with what was stored: without a
 * network the service worker may answer with a smaller version.
 */
export async function readOriginal(
  image: Original,
  { signal, isKept = false }: ReadOptions = {},
): Promise<Blob | undefined> {
  try {
    const response = await fetch(image.originalUrl, {
      ...(signal !== undefined && { signal }),
      ...(isKept && { cache: 'only-if-cached', mode: 'same-origin' }),
    })
    if (!response.ok) return undefined
    const bytes = await response.arrayBuffer()
    return (await isOriginal(bytes, image)) ? new Blob([bytes], { type: image.mimeType }) : undefined
  } catch {
    return undefined // no network, or called off
  }
}

async function isOriginal(bytes: ArrayBuffer, image: Original): Promise<boolean> {
  if (bytes.byteLength !== image.bytes) return false
  // Plain http addresses of a home network have no digests: the length has to do.
  if (!('subtle' in crypto)) return true
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === image.sha256
}
