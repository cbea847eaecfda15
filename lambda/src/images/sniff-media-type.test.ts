import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sniffMediaType } from './sniff-media-type.ts'

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#36c' } })
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('the type of a picture', () => {
  it.each([
    ['image/png', () => picture.clone().png().toBuffer()],
    ['image/jpeg', () => picture.clone().jpeg().toBuffer()],
    ['image/webp', () => picture.clone().webp().toBuffer()],
    ['image/gif', () => picture.clone().gif().toBuffer()],
    ['image/avif', () => picture.clone().avif({ effort: 0 }).toBuffer()],
  ] as const)('is told from the bytes: %s', async (type, encode) => {
    expect(sniffMediaType(new Uint8Array(await encode()))).toBe(type)
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['HTML', bytesOf('<!doctype html><title>Bad gateway</title>')],
    ['JSON', bytesOf('{"error":"busy"}')],
    ['an SVG with a script', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a video in the same container as AVIF', bytesOf('\0\0\0\x18ftypmp42\0\0\0\0mp42isom')],
    ['a sound in the same container as WebP', bytesOf('RIFF\0\0\0\0WAVEfmt ')],
    ['the beginning of a PNG signature', new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
    ['a container box without its size', bytesOf('    ftyp')],
  ])('is not found in %s', (_name, bytes) => {
    expect(sniffMediaType(bytes)).toBeUndefined()
  })
})
