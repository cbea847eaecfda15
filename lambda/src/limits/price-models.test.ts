import { describe, expect, it } from 'vitest'
import type { ModelRow } from '../models/image-model.ts'
import type { RegistryEntry } from '../models/registry.ts'
import { priceModels } from './price-models.ts'

const row: ModelRow = {
  id: 'some:model',
  provider: 'some',
  vendorModel: 'model',
  label: 'Some model',
  capabilities: { aspectRatios: ['1:1'], seed: false, negativePrompt: false, maxPrompt: 1000 },
  free: false,
  timeoutMs: 1000,
}
const priceOf = (entry: RegistryEntry) => {
  return priceModels({ find: () => entry }, [row.id])
}

describe('the price of a model, for the ceiling', () => {
  it('is the most that a picture may cost', () => {
    expect(priceOf({ row: { ...row, price: { usd: 0.0336, maxUsd: 0.134 } } })).toEqual([
      { id: row.id, microUsd: 134_000 },
    ])
    expect(priceOf({ row: { ...row, price: { usd: 0.0336 } } })).toEqual([{ id: row.id, microUsd: 33_600 }])
  })

  it('is nothing for a model that is off, since it is not called', () => {
    const offReason = 'SOME_API_KEY is not set.'
    expect(priceOf({ row: { ...row, price: { usd: 1 } }, offReason })).toEqual([{ id: row.id, microUsd: 0 }])
  })
})
