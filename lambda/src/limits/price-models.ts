import { toMicroUsd } from '#contract/models.ts'
import type { Registry } from '../models/registry.ts'
import type { PricedModel } from './plan-turns.ts'

/**
 * Models with the most that a picture of each may cost by the price list, in millionths of a dollar. A model that is
 * switched off is not called, so it costs nothing; one of unknown price is off wherever spending has a ceiling.
 */
export function priceModels({ find }: Pick<Registry, 'find'>, modelIds: readonly string[]): PricedModel[] {
  return modelIds.map((id) => {
    const entry = find(id)
    const price = entry === undefined || entry.offReason !== undefined ? undefined : entry.row.price
    return { id, microUsd: toMicroUsd(price?.maxUsd ?? price?.usd ?? 0) }
  })
}
