import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type AspectRatio, DEFAULT_ASPECT_RATIO } from '#contract/aspect-ratios.ts'
import { VARIANT_FORMATS, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { drawSketch, SKETCH_STYLES, type SketchStyle, sketchSize } from '#contract/sketch/draw-sketch.ts'
import type { ImageFacts } from '../lambda/src/images/picture-store.ts'
import { createPictureWork } from '../lambda/src/images/picture-work.ts'
import { rasterizeSvg } from '../lambda/src/images/rasterize.ts'
import { createPictureStore } from '../lambda/src/images/store-picture.ts'
import { encodeObject } from '../lambda/src/store/object-file.ts'
import { createMemoryStore } from '../tests/support/memory-store.ts'
import { SUBJECTS } from './seed-prompts.ts'

const RATIOS: readonly AspectRatio[] = ['1:1', '3:2', '2:3', '16:9']
/** A quarter of the models' own size: real pictures, made and kept in little time and room. */
export const SMALL = 4

/** A picture with all of its variants, each as a file that object files are linked to. */
export interface SeedPicture {
  readonly style: SketchStyle
  readonly subject: number
  readonly ratio: AspectRatio
  readonly facts: Omit<ImageFacts, 'run'>
  readonly files: readonly { readonly name: string; readonly path: string }[]
}

/** One picture of every subject in every style, as the Sketch models draw it, so many times smaller. */
export async function makePictures(folder: string, shrink: number): Promise<readonly SeedPicture[]> {
  mkdirSync(folder, { recursive: true })
  const work = createPictureWork({ lanes: availableParallelism() })
  const wanted = SUBJECTS.flatMap((_, subject) => SKETCH_STYLES.map((style) => ({ subject, style })))
  return Promise.all(
    wanted.map(async ({ subject, style }) => {
      const ratio = RATIOS[subject % RATIOS.length] ?? DEFAULT_ASPECT_RATIO
      const size = sketchSize(ratio)
      const [width, height] = [Math.round(size.width / shrink), Math.round(size.height / shrink)]
      const svg = drawSketch({ style, prompt: SUBJECTS[subject] ?? '', seed: 0, width, height })
      const bytes = await work.draw(() => rasterizeSvg(svg))
      return { style, subject, ratio, ...(await keepPicture(folder, `${subject}-${style}`, bytes, work)) }
    }),
  )
}

async function keepPicture(
  folder: string,
  name: string,
  bytes: Uint8Array,
  work: ReturnType<typeof createPictureWork>,
): Promise<Pick<SeedPicture, 'facts' | 'files'>> {
  const store = createMemoryStore()
  const pictures = createPictureStore(store, work)
  const kept = await pictures.keep('job', 'run', bytes)
  if (kept.status !== 'stored') throw new Error(`a Sketch could not be read: ${kept.reason}`)
  await pictures.keepAvif('job', 'run')
  const variants = VARIANT_WIDTHS.flatMap((width) => VARIANT_FORMATS.map((format) => `${width}.${format}`))
  const files = await Promise.all(
    ['original', ...variants].map(async (file) => {
      const object = await store.get(`images/job/run/${file}`)
      if (object === undefined) throw new Error(`a Sketch has no ${file}`)
      const { contentType, cacheControl } = object
      const { header } = encodeObject(object.body, { contentType, ...(cacheControl !== undefined && { cacheControl }) })
      const path = join(folder, `${name}-${file}`)
      writeFileSync(path, Buffer.concat([header, object.body]))
      return { name: file, path }
    }),
  )
  const { run: _run, ...facts } = kept.image
  return { facts, files }
}
