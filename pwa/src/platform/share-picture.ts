import { type Original, readOriginal } from './read-original.ts'

/** Whether this browser hands files of this type to other apps. */
export function canSharePicture(mimeType: string): boolean {
  // Only some browsers have it, and some take texts alone.
  return 'canShare' in navigator && navigator.canShare({ files: [new File([], 'picture', { type: mimeType })] })
}

/** `again`: the bytes came too late for the press; they are there for the next one. */
export type SharedAs = 'shared' | 'dropped' | 'missing' | 'again'

/** Hands the provider's own bytes to another app. */
export async function sharePicture(image: Original, name: string): Promise<SharedAs> {
  const original = await readOriginal(image)
  if (original === undefined) return 'missing'
  try {
    await navigator.share({ files: [new File([original], name, { type: image.mimeType })] })
    return 'shared'
  } catch (error) {
    // A browser shows its sheet for some seconds after a press; the second press finds the bytes in its cache.
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'again' : 'dropped'
  }
}
