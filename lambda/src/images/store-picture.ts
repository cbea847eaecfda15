import { createHash } from 'node:crypto'
import { VARIANT_WIDTHS, type VariantFormat, type VariantWidth } from '#contract/image-variants.ts'
import { KEYS } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { decodePicture, type RawPixels } from './decode-picture.ts'
import { makeVariant } from './make-variant.ts'
import type { ImageFacts, PictureStore } from './picture-store.ts'
import type { PictureWork } from './picture-work.ts'
import { placeholderOf } from './placeholder.ts'
import { sniffMediaType } from './sniff-media-type.ts'

/** The bytes behind an image address never change: one claim owns one run. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** The picture store over an object store, with sharp. */
export function createPictureStore(store: ObjectStore, work: PictureWork): PictureStore {
  const putVariants = (jobId: string, run: string, variants: readonly Variant[]) =>
    variants.map(({ width, format, bytes }) =>
      store.put(KEYS.variant(jobId, run, `${width}.${format}`), bytes, {
        contentType: `image/${format}`,
        cacheControl: IMMUTABLE,
      }),
    )

  return {
    async keep(jobId, run, bytes) {
      const picture = await work.finish(() => readPicture(run, bytes))
      if (picture.status === 'undecodable') return picture
      const { image, variants } = picture
      await store.put(KEYS.original(jobId, run), bytes, { contentType: image.mimeType, cacheControl: IMMUTABLE })
      // The picture is safe from here on: a variant that the store refuses is missed, but nothing is lost with it.
      const outcomes = await Promise.allSettled(putVariants(jobId, run, variants))
      const missingVariants = outcomes.filter(({ status }) => status === 'rejected').length
      return { status: 'stored', image, missingVariants }
    },

    async keepAvif(jobId, run) {
      const variants = await work.improve(async () => {
        // Read when its turn has come: many pictures wait here, and each may have megabytes.
        const original = await store.get(KEYS.original(jobId, run))
        if (original === undefined) return []
        const { base } = await decodePicture(original.body)
        return makeVariants(base, VARIANT_WIDTHS, ['avif'])
      })
      await Promise.all(putVariants(jobId, run, variants))
    },

    original: async (jobId, run) => (await store.get(KEYS.original(jobId, run)))?.body,
  }
}

interface Variant {
  readonly width: VariantWidth
  readonly format: VariantFormat
  readonly bytes: Uint8Array
}

type ReadPicture =
  | { readonly status: 'decoded'; readonly image: ImageFacts; readonly variants: readonly Variant[] }
  | { readonly status: 'undecodable'; readonly reason: string }

/** Everything is made before anything is stored, so that what cannot be decoded never reaches the store. */
async function readPicture(run: string, bytes: Uint8Array): Promise<ReadPicture> {
  const mimeType = sniffMediaType(bytes)
  if (mimeType === undefined) return { status: 'undecodable', reason: 'the bytes are no known picture format' }
  try {
    const { width, height, base } = await decodePicture(bytes)
    const [thumbhash, variants] = await Promise.all([
      placeholderOf(base),
      makeVariants(base, VARIANT_WIDTHS, ['jpeg', 'webp']),
    ])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const image = { run, width, height, mimeType, bytes: bytes.byteLength, sha256, thumbhash }
    return { status: 'decoded', image, variants }
  } catch (error) {
    // sharp reports damaged pictures, pictures over the pixel limit and unknown codecs alike: none of them can be shown.
    return { status: 'undecodable', reason: error instanceof Error ? error.message : 'the decoder gave up' }
  }
}

function makeVariants(base: RawPixels, widths: readonly VariantWidth[], formats: readonly VariantFormat[]) {
  const wanted = formats.flatMap((format) => widths.map((width) => ({ width, format })))
  return Promise.all(
    wanted.map(async ({ width, format }): Promise<Variant> => {
      return { width, format, bytes: await makeVariant(base, width, format) }
    }),
  )
}
