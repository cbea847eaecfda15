import { describe, expect, it } from 'vitest'
import { pictureSource, variantsOf } from './picture-source.ts'

describe('pictureSource', () => {
  it('lets the browser choose among the widths up to the largest', () => {
    expect(pictureSource('/images/j/m/1024').srcSet).toBe(
      '/images/j/m/320 320w, /images/j/m/640 640w, /images/j/m/1024 1024w',
    )
    expect(pictureSource('/images/j/m/640').srcSet).toBe('/images/j/m/320 320w, /images/j/m/640 640w')
  })

  it('takes an address with a format as it is, since the other formats may not stand yet', () => {
    expect(pictureSource('/images/j/m~2/1024.webp')).toEqual({ src: '/images/j/m~2/1024.webp' })
  })
})

describe('variantsOf', () => {
  it('lists what there is of a picture, the smallest first', () => {
    expect(variantsOf('/images/j/m/640')).toEqual([
      { url: '/images/j/m/320', width: 320 },
      { url: '/images/j/m/640', width: 640 },
    ])
    expect(variantsOf('/images/j/m/1024.webp')).toEqual([{ url: '/images/j/m/1024.webp', width: 1024 }])
    expect(variantsOf('/images/j/m/original')).toEqual([])
  })
})
