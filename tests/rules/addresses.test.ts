import { describe, expect, it } from 'vitest'
import { isScreen } from '../../edge/src/find-target.ts'
import { JOB_FOLDERS, SCREENS, SHARED_FOLDER } from '../../edge/src/known-paths.ts'
import { ADDRESSES, addressOfImage, placeOf } from '../../pwa/src/platform/addresses.ts'

const JOB = '0190a8b5-0000-7000-8000-000000000001'

describe('the addresses of the app', () => {
  it('are the ones that the edge answers with the app', () => {
    const known = [...SCREENS, ...JOB_FOLDERS.map((folder) => `${folder}:jobId`)]
    expect(known.sort()).toEqual(Object.values(ADDRESSES).sort())
    for (const address of Object.values(ADDRESSES)) expect(isScreen(address.replace(':jobId', JOB))).toBe(true)
  })

  it('have previews where they are sent to people', () => {
    expect(addressOfImage(JOB)).toBe(SHARED_FOLDER + JOB)
  })

  it.each(['/nowhere', '/j', '/j/', `/j/${JOB}/x`, '/gallery/', `/x/${JOB}`])(
    'do not include %s, for either of them',
    (path) => {
      expect(isScreen(path)).toBe(false)
      expect(placeOf(path).screen).toBe('nowhere')
    },
  )
})
