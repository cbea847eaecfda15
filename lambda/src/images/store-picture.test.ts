import { createHash } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { createFileStore } from '../store/file-store.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { PictureStore } from './picture-store.ts'
import { createPictureWork } from './picture-work.ts'
import { createPictureStore } from './store-picture.ts'

const JOB = '0190a8b5-0000-7000-8000-000000000001'

let folder: string
let store: ObjectStore
let pictures: PictureStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-picture-'))
  store = createFileStore({ folder })
  pictures = createPictureStore(store, createPictureWork({ lanes: 2 }))
})
afterEach(() => removeFolder(folder))

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 40, alpha: 0.5 } } })

const variant = async (name: string) => {
  const object = await store.get(`images/${JOB}/run/${name}`)
  return object === undefined ? undefined : { type: object.contentType, ...(await sharp(object.body).metadata()) }
}

describe('a picture', () => {
  it.each([
    ['image/png', (image: Sharp) => image.png()],
    ['image/jpeg', (image: Sharp) => image.flatten().jpeg()],
    ['image/webp', (image: Sharp) => image.webp()],
    ['image/avif', (image: Sharp) => image.avif({ effort: 0 })],
    ['image/gif', (image: Sharp) => image.gif()],
  ])('of type %s is kept untouched, with facts from its bytes', async (mimeType, encode) => {
    const bytes = new Uint8Array(await encode(plain(48, 32)).toBuffer())
    const kept = await pictures.keep(JOB, 'run', bytes)
    expect(kept).toMatchObject({
      status: 'stored',
      image: {
        run: 'run',
        width: 48,
        height: 32,
        mimeType,
        bytes: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        thumbhash: expect.stringMatching(/^[A-Za-z0-9_-]{20,40}$/),
      },
    })
    const original = await store.get(`images/${JOB}/run/original`)
    expect(original?.body).toEqual(bytes)
    expect(original?.contentType).toBe(mimeType)
  })

  it('gets JPEG and WebP at once and AVIF afterwards, in three widths', async () => {
    await pictures.keep(JOB, 'run', new Uint8Array(await plain(1200, 600).png().toBuffer()))
    for (const format of ['jpeg', 'webp']) {
      for (const width of [320, 640, 1024]) {
        const made = await variant(`${width}.${format}`)
        expect(made).toMatchObject({ type: `image/${format}`, format, width, height: width === 1024 ? 512 : width / 2 })
      }
    }
    expect(await variant('640.avif')).toBeUndefined()
    await pictures.keepAvif(JOB, 'run')
    for (const width of [320, 640, 1024])
      expect(await variant(`${width}.avif`)).toMatchObject({ type: 'image/avif', width })
  })

  it('is never enlarged', async () => {
    await pictures.keep(JOB, 'run', new Uint8Array(await plain(400, 300).png().toBuffer()))
    expect(await variant('1024.webp')).toMatchObject({ width: 400, height: 300 })
    expect(await variant('320.webp')).toMatchObject({ width: 320, height: 240 })
  })

  it('is shown upright, as its EXIF flag says', async () => {
    const bytes = await plain(60, 30).flatten().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const kept = await pictures.keep(JOB, 'run', new Uint8Array(bytes))
    expect(kept).toMatchObject({ image: { width: 30, height: 60 } })
    expect(await variant('320.webp')).toMatchObject({ width: 30, height: 60 })
  })

  it('of one pixel is a picture too', async () => {
    const bytes = new Uint8Array(await plain(1, 1).png().toBuffer())
    expect(await pictures.keep(JOB, 'run', bytes)).toMatchObject({ status: 'stored', image: { width: 1, height: 1 } })
  })
})

describe('bytes that are no picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const cases: readonly [string, () => Promise<Uint8Array>][] = [
    ['HTML', async () => new TextEncoder().encode('<!doctype html><p>busy')],
    ['SVG', async () => new TextEncoder().encode(svg)],
    ['JSON', async () => new TextEncoder().encode('{"error":"x"}')],
    ['nothing', async () => new Uint8Array()],
    ['a cut PNG', async () => new Uint8Array(await plain(64, 64).png().toBuffer()).slice(0, 90)],
    ['a signature and noise', async () => new Uint8Array([0xff, 0xd8, 0xff, ...Array(200).fill(7)])],
    [
      'a picture of 49 megapixels',
      async () => {
        const bomb = sharp({ create: { width: 7000, height: 7000, channels: 3, background: '#000' } })
        return new Uint8Array(await bomb.png().toBuffer())
      },
    ],
  ]
  it.each(cases)('such as %s leave nothing behind', async (_name, bytes) => {
    const kept = await pictures.keep(JOB, 'run', await bytes())
    expect(kept.status).toBe('undecodable')
    expect((await store.list({ prefix: 'images/' })).keys).toEqual([])
  })
})
