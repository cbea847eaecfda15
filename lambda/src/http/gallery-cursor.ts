import { AppError } from '#contract/errors.ts'
import { isGalleryPosition } from '../store/keys.ts'

/** Milliseconds since the epoch, of 13 digits as those of the keys. */
const TIME = /^\d{13}$/

/** What a page or an answer leaves for the next call; opaque to clients, so that it may change its form. */
export function encodeCursor(text: string): string {
  return Buffer.from(text).toString('base64url')
}

export function encodeTime(timeMs: number): string {
  return encodeCursor(String(timeMs).padStart(13, '0'))
}

/** A place in the gallery. @throws AppError INVALID_CURSOR */
export function readPosition(cursor: string | undefined): string | undefined {
  return decode(cursor, isGalleryPosition)
}

/** A time of the server's clock, in milliseconds. @throws AppError INVALID_CURSOR */
export function readTime(cursor: string | undefined): number | undefined {
  const time = decode(cursor, (text) => TIME.test(text))
  return time === undefined ? undefined : Number(time)
}

function decode(cursor: string | undefined, isValid: (text: string) => boolean): string | undefined {
  if (cursor === undefined) return undefined
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!isValid(text) || encodeCursor(text) !== cursor) throw new AppError('INVALID_CURSOR')
  return text
}
