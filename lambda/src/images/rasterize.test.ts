import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { rasterizeSvg } from './rasterize.ts'

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" viewBox="0 0 120 80"><rect width="60" height="80" fill="#d0342c"/></svg>'

describe('an SVG', () => {
  it('becomes a PNG of its own size, with its own colors', async () => {
    const png = await rasterizeSvg(SVG)
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 120, height: 80 })
    const pixel = await sharp(png).extract({ left: 30, top: 40, width: 1, height: 1 }).removeAlpha().raw().toBuffer()
    expect([...pixel]).toEqual([0xd0, 0x34, 0x2c])
  })

  it('gives the same bytes every time', async () => {
    expect(await rasterizeSvg(SVG)).toEqual(await rasterizeSvg(SVG))
  })

  it('that is not one is refused', async () => {
    await expect(rasterizeSvg('<svg')).rejects.toThrow()
  })
})
