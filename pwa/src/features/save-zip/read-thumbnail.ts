import { imagePath } from '#contract/image-variants.ts'
import type { ResultImage } from '#contract/job.ts'
import { placeholderUrl } from '#ui/placeholder.ts'

const WIDTH = 320
/** `btoa` takes characters, and a call takes only so many of them. */
const CHUNK = 8192

/** A picture small enough to stand in a page, as JPEG, which every viewer shows; the placeholder where it cannot be had. */
export async function readThumbnail(
  jobId: string,
  { run, thumbhash }: ResultImage,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(imagePath(jobId, run, WIDTH, 'jpeg'), { signal })
    const type = response.headers.get('Content-Type') ?? ''
    if (!response.ok || !type.startsWith('image/')) return placeholderUrl(thumbhash)
    return `data:${type};base64,${toBase64(new Uint8Array(await response.arrayBuffer()))}`
  } catch {
    return placeholderUrl(thumbhash) // no network, or called off
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return btoa(binary)
}
