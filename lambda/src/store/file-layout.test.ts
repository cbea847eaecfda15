import { describe, expect, it } from 'vitest'
import { folderOfPrefix, parseEntry, pathOfKey } from './file-layout.ts'

describe('the layout of keys on disk', () => {
  it.each([
    [
      'jobs/0199a1b2-c3d4-7000-8000-000000000000/request.json',
      'jobs.d/0199a.s/1b.s/2-.s/c3d4-7000-8000-000000000000.d/request%2Ejson.o',
    ],
    ['images/0199a1b2/sketch-poster/1024.webp', 'images.d/0199a.s/1b.s/2.d/sketch-poster.d/1024%2Ewebp.o'],
    ['gallery/8229912345678-0199', 'gallery.d/82299.s/12.s/34.s/5678-0199.o'],
    ['a/b', 'a.d/b.o'],
    ['12345', '12345.s/.o'],
    ['12345/x', '12345.s/.d/x.o'],
    ['..a/*', '%2E%2Ea.d/%2A.o'],
    ['éA/%2E', '%C3%A9%41.d/%252%45.o'],
  ])('puts %s at %s', (key, path) => {
    expect(pathOfKey(key)).toBe(path)
  })

  it.each([
    'x'.repeat(1024),
    '😀'.repeat(256),
    `abcde${'é'.repeat(509)}`,
    `${'%'.repeat(1000)}/a`,
    `${'y/'.repeat(511)}zz`,
  ])('gives names and paths of the longest keys that a file system takes, and the key back (%#)', (key) => {
    const names = pathOfKey(key).split('/')
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(255)
    // 4,096 bytes with the folder of the store before it.
    expect(pathOfKey(key).length).toBeLessThan(3600)
    expect(names.map((name) => parseEntry(name)?.text).join('')).toBe(key)
  })

  it.each([
    ['', '.', ''],
    ['gal', '.', ''],
    ['gallery/', 'gallery.d', 'gallery/'],
    ['gallery/8229', 'gallery.d', 'gallery/'],
    ['gallery/82299', 'gallery.d/82299.s', 'gallery/82299'],
    ['gallery/822991', 'gallery.d/82299.s', 'gallery/82299'],
    ['gallery/8229912345678-', 'gallery.d/82299.s/12.s/34.s', 'gallery/822991234'],
  ])('goes for the prefix "%s" straight to %s', (prefix, path, text) => {
    expect(folderOfPrefix(prefix)).toEqual({ path, text })
  })

  it.each(['notes.txt', '.DS_Store', 'a', '%zz.o', ''])(
    'does not take the file name "%s" for a part of a key',
    (name) => {
      expect(parseEntry(name)).toBeUndefined()
    },
  )
})
