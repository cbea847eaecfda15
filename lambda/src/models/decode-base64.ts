import { MAX_PICTURE_BYTES } from './max-picture-bytes.ts'

export type DecodedBase64 =
  | { readonly status: 'decoded'; readonly bytes: Uint8Array }
  | { readonly status: 'damaged' | 'too-large' }

const DATA_PREFIX = /^data:[\w/+.-]{0,60};base64,/

/** The bytes of a base64 text, with or without a `data:` prefix. The limit is checked before anything is decoded. */
export function decodeBase64(text: string): DecodedBase64 {
  const prefix = DATA_PREFIX.exec(text.slice(0, 100))?.[0] ?? ''
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const chars = text.length - prefix.length
  const size = (chars / 4) * 3 - padding
  if (size > MAX_PICTURE_BYTES) return { status: 'too-large' }
  if (chars % 4 !== 0) return { status: 'damaged' }
  // Buffer skips what is no base64, so that a text with anything else in it comes out too short.
  const bytes = Buffer.from(prefix === '' ? text : text.slice(prefix.length), 'base64')
  return bytes.byteLength === size ? { status: 'decoded', bytes } : { status: 'damaged' }
}
