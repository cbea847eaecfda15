import { describe, expect, it } from 'vitest'
import { pictureSource } from './picture-source.ts'

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
