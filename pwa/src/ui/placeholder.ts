import { thumbHashToDataURL } from 'thumbhash'

/** The ThumbHash as a picture of its own, or undefined where it cannot be read. */
export function placeholderUrl(thumbhash: string): string | undefined {
  try {
    const binary = atob(thumbhash.replaceAll('-', '+').replaceAll('_', '/'))
    return thumbHashToDataURL(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
  } catch {
    return undefined
  }
}
