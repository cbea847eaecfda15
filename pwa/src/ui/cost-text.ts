import type { Cost } from '#contract/job.ts'
import { texts } from './texts/en.ts'
import { pictureTexts } from './texts/pictures.ts'

const MICRO = 1_000_000

/** What a picture cost: exact where the provider told it, marked as an estimate where the price list says it. */
export function costText({ microUsd, maxMicroUsd = microUsd, source }: Cost): string {
  if (maxMicroUsd === 0) return texts.send.free
  if (source !== 'estimated') return pictureTexts.results.cost(microUsd / MICRO)
  if (maxMicroUsd > microUsd)
    return pictureTexts.results.estimate(texts.send.range(microUsd / MICRO, maxMicroUsd / MICRO))
  return pictureTexts.results.estimate(texts.send.about(microUsd / MICRO))
}
