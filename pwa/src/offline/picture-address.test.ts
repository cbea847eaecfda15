import { describe, expect, it } from 'vitest'
import { otherSizes, parsePictureAddress } from './picture-address.ts'

const JOB = '0190a8b5-0000-7000-8000-000000000001'
const folder = `/images/${JOB}/sketch-pixel~2`

describe('the address of a picture', () => {
  it('has one key for all formats of a size, in the cache of its size', () => {
    expect(parsePictureAddress(`${folder}/320.webp`)).toMatchObject({ url: `${folder}/320`, cache: 'thumbs-v1' })
    expect(parsePictureAddress(`${folder}/320`)).toMatchObject({ url: `${folder}/320`, format: undefined })
    expect(parsePictureAddress(`${folder}/1024.avif`)).toMatchObject({ url: `${folder}/1024`, cache: 'full-v1' })
    expect(parsePictureAddress(`${folder}/original`)).toMatchObject({
      ...{ url: `${folder}/original`, cache: 'full-v1', jobId: JOB, run: 'sketch-pixel~2', width: undefined },
    })
  })

  it.each(['/', '/images/a', `${folder}/321`, `${folder}/320.gif`, `${folder}/320/`, `/x${folder}/320`])(
    'is none for %s, so that what can be kept is bounded',
    (path) => {
      expect(parsePictureAddress(path)).toBeUndefined()
    },
  )

  it('has the other sizes of its picture, the largest first', () => {
    const address = parsePictureAddress(`${folder}/640.webp`)
    expect(address && otherSizes(address).map(({ url }) => url)).toEqual([
      `${folder}/1024`,
      `${folder}/320`,
      `${folder}/original`,
    ])
  })
})
