import type { ModelInfo } from '#contract/models.ts'
import { texts } from '#ui/texts/en.ts'

/** The sum for one picture of each model: exact, a range, or at least what is known. */
export function priceText(models: readonly ModelInfo[]): string {
  const prices = models.flatMap((model) => (model.price === undefined ? [] : [model.price]))
  const usd = prices.reduce((sum, price) => sum + price.usd, 0)
  const maxUsd = prices.reduce((sum, price) => sum + (price.maxUsd ?? price.usd), 0)
  if (prices.length < models.length) return usd > 0 ? texts.send.atLeast(usd) : texts.send.unknownPrice
  if (maxUsd === 0) return texts.send.free
  return maxUsd > usd ? texts.send.range(usd, maxUsd) : texts.send.about(usd)
}
