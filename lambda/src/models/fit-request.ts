import type { Warning } from '#contract/job.ts'
import { countChars } from '#contract/prompt.ts'
import type { ImageRequest } from './image-model.ts'

/** A request with what the model can do of it; each thing that it cannot do is a warning. */
export interface FittedRequest extends Pick<ImageRequest, 'model' | 'aspectRatio'> {
  readonly prompt: string
  readonly negativePrompt: string | undefined
  readonly seed: number | undefined
  readonly warnings: readonly Warning[]
}

/** Fits a request to the model's capabilities, so that no control is sent that the model lacks, and none left out silently. */
export function fitRequest({ model, prompt, negativePrompt, seed, aspectRatio }: ImageRequest): FittedRequest {
  const { capabilities } = model
  const fitted = cutAtWord(prompt, capabilities.maxPrompt)
  const warnings: Warning[] = []
  if (fitted !== prompt) {
    const message = `The prompt was cut to the ${capabilities.maxPrompt} characters that this model takes.`
    warnings.push({ code: 'prompt-cut', message })
  }
  if (seed !== undefined && !capabilities.seed) {
    warnings.push({ code: 'seed-unsupported', message: 'This model does not take a seed.' })
  }
  if (negativePrompt && !capabilities.negativePrompt) {
    warnings.push({ code: 'negative-unsupported', message: 'This model does not take a negative prompt.' })
  }
  if (!capabilities.aspectRatios.includes(aspectRatio)) {
    const message = `This model has no ${aspectRatio} pictures; the nearest shape was used.`
    warnings.push({ code: 'ratio-nearest', message })
  }
  return {
    model,
    aspectRatio,
    prompt: fitted,
    negativePrompt: capabilities.negativePrompt ? negativePrompt || undefined : undefined,
    seed: capabilities.seed ? seed : undefined,
    warnings,
  }
}

/** The beginning of a text up to `maxChars` code points, without a broken word at its end unless it is one word. */
export function cutAtWord(text: string, maxChars: number): string {
  if (countChars(text) <= maxChars) return text
  const chars = [...text]
  const head = chars.slice(0, maxChars).join('')
  if (/\s/.test(chars[maxChars] ?? '')) return head.trimEnd()
  const wholeWords = head.replace(/\s+\S*$/, '')
  return wholeWords === '' ? head : wholeWords
}
