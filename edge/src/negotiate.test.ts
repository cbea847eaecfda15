import { describe, expect, it } from 'vitest'
import { imageKey } from './image-key.ts'
import { chooseWidth, negotiateFormat } from './negotiate.ts'

const JOB = '0190a8b5-0000-7000-8000-000000000001'

describe('the format of a picture', () => {
  it.each([
    ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'avif'],
    ['image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5', 'webp'],
    ['image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5', 'jpeg'],
    ['*/*', 'jpeg'],
    ['image/*', 'jpeg'],
    ['', 'jpeg'],
    ['image/avif;q=0,image/webp', 'webp'],
    ['image/avif;q=0.0,image/webp;q=0.000', 'jpeg'],
    ['image/avif;q=1.0,image/webp;q=0', 'avif'],
    ['IMAGE/AVIF', 'avif'],
    ['image/avif ; q = 0.5', 'avif'],
    ['image/avif;q=soon', 'jpeg'],
    ['image/avifx,ximage/webp', 'jpeg'],
  ])('for %j is %s', (accept, format) => {
    expect(negotiateFormat(accept)).toBe(format)
  })
})

describe('the width of a picture', () => {
  it.each([
    ['320', 320],
    ['321', 640],
    ['500', 640],
    ['640', 640],
    ['641', 1024],
    ['1', 320],
    ['1024', 1024],
    ['99999', 1024],
    ['999999999', 640],
    ['0', 640],
    ['-1', 640],
    ['1e3', 640],
    ['abc', 640],
  ])('asked for as %s is %i', (asked, width) => {
    expect(chooseWidth(asked)).toBe(width)
  })
})

describe('an image address', () => {
  it.each([
    [`/images/${JOB}/sketch-pixel/640`, `images/${JOB}/sketch-pixel/640.avif`],
    [`/images/${JOB}/sketch-pixel~2/100`, `images/${JOB}/sketch-pixel~2/320.avif`],
    [`/images/${JOB}/sketch-pixel/640.jpeg`, `images/${JOB}/sketch-pixel/640.jpeg`],
    [`/images/${JOB}/sketch-pixel/original`, `images/${JOB}/sketch-pixel/original`],
  ])('%s stands for %s', (path, key) => {
    expect(imageKey(path, 'image/avif')).toBe(key)
  })

  it.each([
    '/images/../../etc/passwd',
    '/images/%2e%2e/x/640',
    `/images/${JOB}/../640`,
    `/images/${JOB}/Sketch/640`,
    `/images/${JOB}/sketch/640.gif`,
    `/images/${JOB}/sketch/641.avif`,
    `/images/${JOB}/sketch/640/`,
    `/images/${JOB}/sketch/`,
    `/images/${JOB.toUpperCase()}/sketch/640`,
    '/images/00000000-0000-0000-0000-000000000000/sketch/640',
    `//images/${JOB}/sketch/640`,
    `/images/${JOB}/sketch/640\0`,
  ])('%j stands for nothing', (path) => {
    expect(imageKey(path, 'image/avif')).toBeUndefined()
  })
})
