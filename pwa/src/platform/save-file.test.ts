import { describe, expect, it } from 'vitest'
import { pictureFileName } from './save-file.ts'

describe('pictureFileName', () => {
  it('is made of prompt and model, with the extension of the bytes', () => {
    expect(pictureFileName('A red fox, at dawn!', 'Flux 2', 'image/jpeg')).toBe('a-red-fox-at-dawn-flux-2.jpg')
    expect(pictureFileName('Ein Fuchs über München', 'Pixel', 'image/png')).toBe('ein-fuchs-über-münchen-pixel.png')
  })

  it('is a name also where nothing of the prompt can be in one', () => {
    expect(pictureFileName('../../', '?', 'image/webp')).toBe('picture.webp')
  })
})
