import { describe, expect, it } from 'vitest'
import { comparePicture } from './compare-picture-sample.ts'
import { sourceFor } from './source-for.ts'

const picture = comparePicture({ url: '/images/j/m/1024', originalUrl: '/images/j/m/original', width: 2048 })

describe('the source of a picture', () => {
  it.each([
    [0, '/images/j/m/320'],
    [320, '/images/j/m/320'],
    [321, '/images/j/m/640'],
    [1000, '/images/j/m/1024'],
    [1025, '/images/j/m/original'],
  ])('for %i pixels is %s', (pixels, url) => {
    expect(sourceFor(picture, pixels).url).toBe(url)
  })

  it('is the largest variant where the original holds no more', () => {
    expect(sourceFor({ ...picture, width: 1024 }, 5000).url).toBe('/images/j/m/1024')
  })

  it('is the one that stands while the others are being made', () => {
    expect(sourceFor({ ...picture, url: '/images/j/m/1024.webp' }, 100).url).toBe('/images/j/m/1024.webp')
  })

  it('is the original where the address of the picture is no variant', () => {
    expect(sourceFor({ ...picture, url: '/elsewhere' }, 100).url).toBe('/images/j/m/original')
  })
})
