import { describe, expect, it } from 'vitest'
import { hashOf, ownerHashOf } from './owner.ts'

const KEY = 'a-key-of-a-device-0123456789'

describe('the owner key of a request', () => {
  it('is what stands behind "Bearer", as its hash', () => {
    expect(ownerHashOf(`Bearer ${KEY}`)).toBe(hashOf(KEY))
  })

  it.each([undefined, '', KEY, `Basic ${KEY}`, 'Bearer short', `Bearer ${KEY} more`, `Bearer  ${KEY}`, `bearer${KEY}`])(
    'is nobody in %j',
    (authorization) => {
      expect(ownerHashOf(authorization)).toBeUndefined()
    },
  )
})
