import { describe, expect, it } from 'vitest'
import { VARIANT_FORMATS, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { imageKey } from '../../edge/src/image-key.ts'
import { KEYS } from '../../lambda/src/store/keys.ts'

const JOB = '0190a8b5-0000-7000-8000-000000000001'

describe('the edge, which may import nothing', () => {
  it('knows the widths and formats of the contract, and spells the keys as the store does', () => {
    for (const width of VARIANT_WIDTHS) {
      for (const format of VARIANT_FORMATS) {
        const key = KEYS.variant(JOB, 'a~2', `${width}.${format}`)
        expect(imageKey(`/images/${JOB}/a~2/${width}.${format}`, '')).toBe(key)
        expect(imageKey(`/images/${JOB}/a~2/${width}`, `image/${format}`)).toBe(key)
      }
    }
    expect(imageKey(`/images/${JOB}/a/original`, '')).toBe(KEYS.original(JOB, 'a'))
  })
})
