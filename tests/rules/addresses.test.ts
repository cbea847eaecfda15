import { describe, expect, it } from 'vitest'
import { SCREENS } from '../../infra/local/site.ts'
import { ADDRESSES, placeOf } from '../../pwa/src/platform/addresses.ts'

const JOB = '0190a8b5-0000-7000-8000-000000000001'
const isScreen = (path: string) => SCREENS.some((screen) => screen.test(path))

describe('the addresses of the app', () => {
  it('are the ones that the local stack answers with the shell', () => {
    for (const address of Object.values(ADDRESSES)) expect(isScreen(address.replace(':jobId', JOB))).toBe(true)
    expect(SCREENS).toHaveLength(Object.keys(ADDRESSES).length)
  })

  it.each(['/nowhere', '/j', '/j/', `/j/${JOB}/x`, '/gallery/', `/x/${JOB}`])(
    'do not include %s, for either of them',
    (path) => {
      expect(isScreen(path)).toBe(false)
      expect(placeOf(path).screen).toBe('nowhere')
    },
  )
})
