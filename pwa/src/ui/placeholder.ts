import { thumbHashToAverageRGBA, thumbHashToDataURL } from 'thumbhash'

/** Enough for the tiles of some windows; what has scrolled further away is painted anew. */
const MOST_KEPT = 400
const kept = new Map<string, string | undefined>()

/** The ThumbHash as a picture of its own, or undefined where it cannot be read. */
export function placeholderUrl(thumbhash: string): string | undefined {
  const known = kept.get(thumbhash)
  kept.delete(thumbhash)
  const url = known ?? paint(thumbhash)
  kept.set(thumbhash, url)
  for (const [oldest] of kept) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  return url
}

function paint(thumbhash: string): string | undefined {
  try {
    return thumbHashToDataURL(bytesOf(thumbhash))
  } catch {
    return undefined // no ThumbHash: the box keeps its own colour
  }
}

/** The one color of the picture as a whole: much cheaper than the placeholder. */
export function averageColor(thumbhash: string): string | undefined {
  try {
    const { r, g, b } = thumbHashToAverageRGBA(bytesOf(thumbhash))
    return `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(' ')})`
  } catch {
    return undefined // as above
  }
}

function bytesOf(thumbhash: string): Uint8Array {
  const binary = atob(thumbhash.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
