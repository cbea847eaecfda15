import { describe, expect, it } from 'vitest'
import { dayFilePath } from '#contract/gallery-index.ts'
import { parseJobId } from '#contract/ids.ts'
import { VARIANT_FORMATS, VARIANT_WIDTHS } from '#contract/image-variants.ts'
import { findTarget } from '../../edge/src/find-target.ts'
import { imageKey } from '../../edge/src/image-key.ts'
import { JOB_ID, VIEWER_ADDRESS } from '../../edge/src/known-paths.ts'
import { chooseWidth } from '../../edge/src/negotiate.ts'
import { VIEWER_ADDRESS_HEADER } from '../../lambda/src/http/viewer-address.ts'
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
  it('serves every width by itself, and no other', () => {
    const served = new Set(Array.from({ length: 3000 }, (_none, at) => chooseWidth(String(at + 1))))
    expect([...served].sort((one, other) => one - other)).toEqual([...VARIANT_WIDTHS])
    for (const width of VARIANT_WIDTHS) expect(chooseWidth(String(width))).toBe(width)
  })

  it('knows the ids, the day files and the header of the others', () => {
    const ids = [...'0123456789'].map((digit) => JOB.replace('-7000-', `-${digit}000-`))
    for (const id of [...ids, JOB.replace('-8000-', '-c000-'), `${JOB}0`, '']) {
      expect(new RegExp(`^${JOB_ID}$`).test(id), id).toBe(parseJobId(id) !== undefined)
    }
    const uri = dayFilePath('2026-11-26')
    expect(findTarget({ uri, accept: '', userAgent: '' })).toBe(uri)
    expect(VIEWER_ADDRESS).toBe(VIEWER_ADDRESS_HEADER.toLowerCase())
  })
})
