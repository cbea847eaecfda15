import { describe, expect, it } from 'vitest'
import { repeatAfterSkew } from './repeat-after-skew.ts'

/** Fails as often as there are errors, then answers how often it was asked. */
function failing(...errors: object[]): { readonly asked: () => number; readonly next: () => Promise<number> } {
  let asked = 0
  return {
    asked: () => asked,
    async next() {
      asked += 1
      const error = errors.shift()
      if (error !== undefined) throw Object.assign(new Error('refused'), error)
      return asked
    },
  }
}

const refused = (httpStatusCode: number, clockSkewCorrected?: true) => ({
  $metadata: { httpStatusCode, ...(clockSkewCorrected && { clockSkewCorrected }) },
})

describe('a call that was signed by a wrong clock', () => {
  it('is asked once more when the clock has been set', async () => {
    const server = failing(refused(403, true))
    await expect(repeatAfterSkew(server.next)({})).resolves.toBe(2)
  })

  it('fails when the second one is refused too', async () => {
    const server = failing(refused(403, true), refused(403, true))
    await expect(repeatAfterSkew(server.next)({})).rejects.toThrow('refused')
    expect(server.asked()).toBe(2)
  })

  it.each([
    ['refused for another reason', refused(403)],
    ['perhaps carried out', refused(500, true)],
    ['never answered', {}],
  ])('is not asked again where it was %s', async (_why, error) => {
    const server = failing(error)
    await expect(repeatAfterSkew(server.next)({})).rejects.toThrow('refused')
    expect(server.asked()).toBe(1)
  })
})
