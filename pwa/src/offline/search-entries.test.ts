import { describe, expect, it } from 'vitest'
import type { GalleryEntry } from '#contract/gallery.ts'
import { searchEntries } from './search-entries.ts'

const entry = (id: string, prompt: string, models: string[] = ['a:one']): GalleryEntry => ({
  ...{ id, timestamp: '2026-11-24T12:00:00.000Z', prompt, models, imageCount: 1 },
  preview: { run: 'a-one', url: '', originalUrl: '', width: 4, height: 3, thumbhash: '' },
})
const ENTRIES = [
  entry('1', 'A red fox in the snow'),
  entry('2', 'Un café à Paris', ['b:two']),
  entry('3', 'snow over a FOX hole', ['a:one', 'b:two']),
]
const found = (search: Partial<Parameters<typeof searchEntries>[1]>) =>
  searchEntries(ENTRIES, { text: '', model: undefined, ...search }).map(({ id }) => id)

describe('searchEntries', () => {
  it('answers the same list where nothing is asked for', () => {
    expect(searchEntries(ENTRIES, { text: '  ', model: undefined })).toBe(ENTRIES)
  })

  it('finds prompts that contain all words, in any order and without regard to case', () => {
    expect(found({ text: 'fox snow' })).toEqual(['1', '3'])
    expect(found({ text: 'fox paris' })).toEqual([])
  })

  it('makes no difference between letters with and without accents', () => {
    expect(found({ text: 'cafe' })).toEqual(['2'])
    expect(found({ text: 'CAFÉ' })).toEqual(['2'])
  })

  it('narrows to a model, to favourites and to own ones', () => {
    expect(found({ model: 'b:two' })).toEqual(['2', '3'])
    expect(found({ favourites: new Set(['3']) })).toEqual(['3'])
    expect(found({ own: new Set(['1', '3']), text: 'hole' })).toEqual(['3'])
  })
})
