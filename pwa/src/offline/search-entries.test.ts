import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryOf } from '../manual-gallery.ts'
import { idOf } from '../manual-outbox.ts'
import { foldText } from './fold-text.ts'
import { createItemMaker } from './gallery-item.ts'
import { createEntrySearch, type EntryQuery } from './search-entries.ts'

const AT = '2026-11-24T11:00:00.000Z'
const { ofList } = createItemMaker()
const item = (number: number, prompt: string, model = 'stub:fast') => {
  return ofList(entryOf(number, AT, { prompt, models: [model] }))
}

const items = [
  item(1, 'A red Fox in the snow'),
  item(2, 'Crème brûlée on a café table', 'stub:slow'),
  item(3, 'snow, and a lighthouse'),
  item(4, 'ΑΘΗΝΑ at night'),
  item(5, ''),
]

const found = (query: EntryQuery, search = createEntrySearch()) => {
  return search(items, query).map(({ id }) => items.findIndex((each) => each.id === id) + 1)
}

describe('searching the gallery', () => {
  it('finds prompts by all words, in any order, inside of others, whatever their case', () => {
    expect(found({ text: 'snow' })).toEqual([1, 3])
    expect(found({ text: 'SNOW fo' })).toEqual([1])
    expect(found({ text: 'light snow' })).toEqual([3])
    expect(found({ text: 'fox lighthouse' })).toEqual([])
  })

  it('minds no accents, in the prompt or in the query', () => {
    expect(found({ text: 'creme brulee' })).toEqual([2])
    expect(found({ text: 'CAFÉ' })).toEqual([2])
    expect(found({ text: 'cafe\u0301' })).toEqual([2])
    expect(found({ text: 'αθηνα' })).toEqual([4])
  })

  it('shows everything where nothing is asked for, as the same list', () => {
    expect(createEntrySearch()(items, { text: '  ' })).toBe(items)
  })

  it('keeps to a model, and to the marked or own jobs', () => {
    expect(found({ model: 'stub:slow' })).toEqual([2])
    expect(found({ text: 'a', within: [new Set([idOf(1), idOf(2)])] })).toEqual([1, 2])
    expect(found({ within: [new Set([idOf(1), idOf(3)]), new Set([idOf(3)])] })).toEqual([3])
  })

  it('finds an item whose text nobody has prepared', () => {
    expect(createEntrySearch()([entryOf(1, AT, { prompt: 'Ein FÜCHSLEIN' })], { text: 'fuchs' })).toHaveLength(1)
  })

  it('finds the same however a query was typed', () => {
    const words = fc.array(fc.constantFrom('snow', 'sno', 'a', 'fox', 'é', 'cafe', 'light', 'x', ' '), { maxLength: 4 })
    const filters = fc.record({
      text: words.map((all) => all.join(' ')),
      model: fc.constantFrom(undefined, 'stub:fast', 'stub:slow'),
      within: fc.constantFrom(...[[], [favourites], [favourites, own]]),
    })
    fc.assert(
      fc.property(fc.array(filters, { maxLength: 8 }), (queries) => {
        const search = createEntrySearch()
        for (const query of queries) expect(found(query, search)).toEqual(plainly(query))
      }),
    )
  })

  it('goes by the newest items', () => {
    const search = createEntrySearch()
    search(items, { text: 'snow' })
    expect(search([...items, item(6, 'snowdrop')], { text: 'snow' })).toHaveLength(3)
  })
})

const favourites = new Set([idOf(1), idOf(2), idOf(3)])
const own = new Set([idOf(3), idOf(5)])

/** The same without anything remembered. */
function plainly({ text = '', model, within = [] }: EntryQuery): readonly number[] {
  const words = foldText(text).split(' ')
  const matches = items.filter(({ id, prompt, models }) => {
    const isMatch = words.every((word) => foldText(prompt).includes(word))
    return isMatch && (model === undefined || models.includes(model)) && within.every((ids) => ids.has(id))
  })
  return matches.map((each) => items.indexOf(each) + 1)
}
