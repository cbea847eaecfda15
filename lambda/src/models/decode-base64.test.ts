import { describe, expect, it } from 'vitest'
import { decodeBase64 } from './decode-base64.ts'
import { MAX_PICTURE_BYTES } from './max-picture-bytes.ts'

describe('base64', () => {
  it.each([1, 2, 3, 64])('gives back %d bytes, with or without a data prefix', (size) => {
    const bytes = new Uint8Array(size).map((_, index) => 255 - index)
    const text = Buffer.from(bytes).toString('base64')
    for (const each of [text, `data:image/png;base64,${text}`]) {
      const decoded = decodeBase64(each)
      expect(decoded.status === 'decoded' && Buffer.from(bytes).equals(decoded.bytes)).toBe(true)
    }
  })

  it.each([
    'A',
    'AAA',
    'AA AAAA=',
    'AAAA\n',
    'AA==AAAA',
    'ABC!',
    '<!doctype html>!',
    'AAAA AAA',
    'data:text/html,AAAA',
  ])('is refused where it is damaged: "%s"', (text) => {
    expect(decodeBase64(text)).toEqual({ status: 'damaged' })
  })

  it('takes a picture of the size limit and refuses one byte more before it decodes anything', () => {
    const atLimit = Buffer.alloc(MAX_PICTURE_BYTES).toString('base64')
    const decoded = decodeBase64(atLimit)
    expect(decoded.status === 'decoded' && decoded.bytes.byteLength).toBe(MAX_PICTURE_BYTES)
    expect(decodeBase64(Buffer.alloc(MAX_PICTURE_BYTES + 1).toString('base64')).status).toBe('too-large')
    expect(decodeBase64('!'.repeat(atLimit.length + 4)).status).toBe('too-large')
  })
})
