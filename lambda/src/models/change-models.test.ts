import { describe, expect, it } from 'vitest'
import { changeModels } from './change-models.ts'
import { VENDOR_ROWS } from './vendor-rows.ts'

const change = (file: unknown) => changeModels(VENDOR_ROWS, JSON.stringify(file))
const find = (file: unknown, id: string) => change(file).rows.find((row) => row.id === id)
const FLARE = 'openai:gpt-image-2.6-flare'

describe('the file of models', () => {
  it('adds a model that is like a known one', () => {
    const added = find(
      { 'openai:gpt-image-3': { like: FLARE, label: 'GPT Image 3', priceUsd: 0.09 } },
      'openai:gpt-image-3',
    )
    const known = VENDOR_ROWS.find((row) => row.id === FLARE)
    expect(added).toEqual({
      ...known,
      id: 'openai:gpt-image-3',
      vendorModel: 'gpt-image-3',
      label: 'GPT Image 3',
      price: { usd: 0.09 },
    })
  })

  it('names a model without a label by the id of its vendor', () => {
    expect(find({ 'bfl:flux-3': { like: 'bfl:flux-2-pro' } }, 'bfl:flux-3')?.label).toBe('flux-3')
    const renamed = find({ 'bfl:mine': { like: 'bfl:flux-2-pro', model: 'flux-2-pro-preview' } }, 'bfl:mine')
    expect(renamed?.vendorModel).toBe('flux-2-pro-preview')
  })

  it('lets a successor live on when it is like a model that ends', () => {
    const added = find({ 'openai:gpt-image-1.6': { like: 'openai:gpt-image-1.5' } }, 'openai:gpt-image-1.6')
    expect(added).not.toHaveProperty('retiredOn')
    expect(added).not.toHaveProperty('replacement')
    expect(added?.family).toBe('gpt-image-1')
  })

  it('changes a known model, its price and its end among others', () => {
    const changes = {
      label: 'Flare',
      maxPrompt: 500,
      timeoutS: 60,
      retiredOn: '2027-01-01',
      priceUsd: 1,
      maxPriceUsd: 2,
    }
    expect(find({ [FLARE]: changes }, FLARE)).toMatchObject({
      label: 'Flare',
      capabilities: { maxPrompt: 500 },
      timeoutMs: 60_000,
      retiredOn: '2027-01-01',
      price: { usd: 1, maxUsd: 2 },
    })
  })

  it('removes a model that is not wanted', () => {
    const { rows, problems } = change({ [FLARE]: null })
    expect(rows).toHaveLength(VENDOR_ROWS.length - 1)
    expect(problems).toEqual([])
  })

  it.each([
    [{ 'openai:new': { label: 'New' } }, '"openai:new" is not known'],
    [{ 'openai:new': { like: 'openai:nothing' } }, 'is "like" no known model'],
    [{ 'bfl:new': { like: FLARE } }, 'of another provider'],
  ])('leaves out an entry that makes no sense and says so: %o', (file, complaint) => {
    const { rows, problems } = change(file)
    expect(rows).toEqual(VENDOR_ROWS)
    expect(problems.join()).toContain(complaint)
  })

  it.each([
    ['no JSON', 'the file as a whole'],
    ['[]', 'the file as a whole'],
    [JSON.stringify({ [FLARE]: { price: 1 } }), FLARE],
    [JSON.stringify({ [FLARE]: { priceUsd: -1 } }), 'priceUsd'],
    [JSON.stringify({ 'no colon': null }), 'no colon'],
  ])('is not used at all where it cannot be read, and the place is named: %s', (text, place) => {
    const { rows, problems } = changeModels(VENDOR_ROWS, text)
    expect(rows).toEqual(VENDOR_ROWS)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(place)
  })
})
