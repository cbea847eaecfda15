import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { rasterizeSvg } from '../images/rasterize.ts'
import type { ImageRequest } from './image-model.ts'
import { createSketchModel } from './sketch.ts'
import { SKETCH_ROWS } from './sketch-rows.ts'

const generate = createSketchModel(rasterizeSvg)
const [model] = SKETCH_ROWS
if (model === undefined) throw new Error('there is no Sketch model')
const request: ImageRequest = {
  model,
  prompt: 'a red fox',
  negativePrompt: undefined,
  aspectRatio: '16:9',
  seed: 5,
  signal: new AbortController().signal,
}

describe('a Sketch model', () => {
  it('gives the same bytes for the same prompt, ratio and seed', async () => {
    const [one, other] = await Promise.all([generate(request), generate(request)])
    expect(one).toEqual(other)
    expect(await generate({ ...request, seed: 6 })).not.toEqual(one)
  })

  it('draws a PNG of the ratio that was asked for', async () => {
    const outcome = await generate(request)
    if (outcome.status !== 'image') throw new Error('it failed')
    expect(await sharp(outcome.bytes).metadata()).toMatchObject({ format: 'png', width: 1344, height: 756 })
  })

  it('without a seed is the one with seed 0', async () => {
    expect(await generate({ ...request, seed: undefined })).toEqual(await generate({ ...request, seed: 0 }))
  })

  it('is named as what it is in every style', () => {
    for (const row of SKETCH_ROWS) expect(row.label).toContain('not AI')
  })
})
