import { ASPECT_RATIOS, type AspectRatio, DEFAULT_ASPECT_RATIO } from '#contract/aspect-ratios.ts'
import { LIMITS } from '#contract/limits.ts'
import { type ModelInfo, type ModelsAnswer, SKETCH_PROVIDER } from '#contract/models.ts'
import { countChars, normalizePrompt } from '#contract/prompt.ts'
import type { DraftOptions } from '#offline/draft.ts'
import type { PromptToSend } from '#offline/submit-prompt.ts'

export interface Offer {
  /** Undefined while no list is known. */
  readonly models: readonly ModelInfo[] | undefined
  readonly chosen: readonly ModelInfo[]
  readonly isSketchOnly: boolean
  readonly aspectRatios: readonly AspectRatio[]
  readonly aspectRatio: AspectRatio
  /** Labels of chosen models that get only the nearest shape. */
  readonly nearest: readonly string[]
  readonly hasSeed: boolean
  readonly hasLeaveOut: boolean
}

/** What can be asked for: only what the chosen models can do. */
export function offerOf(
  answer: ModelsAnswer | undefined,
  choice: readonly string[] | undefined,
  options: DraftOptions,
): Offer {
  const models = answer?.models.filter((model) => model.available)
  const chosen = chooseModels(models ?? [], choice, answer?.defaultModels ?? [])
  const can = chosen.map((model) => model.capabilities)
  const possible = ASPECT_RATIOS.filter((ratio) => can.some((each) => each.aspectRatios.includes(ratio)))
  const aspectRatios = possible.length > 0 ? possible : ASPECT_RATIOS
  const wanted = options.aspectRatio ?? DEFAULT_ASPECT_RATIO
  const aspectRatio = aspectRatios.includes(wanted) ? wanted : (aspectRatios[0] ?? DEFAULT_ASPECT_RATIO)
  const lacking = chosen.filter((model) => !model.capabilities.aspectRatios.includes(aspectRatio))
  return {
    ...{ models, chosen, aspectRatios, aspectRatio },
    isSketchOnly: models?.every((model) => model.provider === SKETCH_PROVIDER) ?? false,
    nearest: lacking.map((model) => model.label),
    hasSeed: can.some((each) => each.seed),
    hasLeaveOut: can.some((each) => each.negativePrompt),
  }
}

/** The user's models that are still on; the deployment's where none was chosen or none is left of the choice. */
function chooseModels(
  models: readonly ModelInfo[],
  choice: readonly string[] | undefined,
  defaults: readonly string[],
): readonly ModelInfo[] {
  const chosen = models.filter((model) => choice?.includes(model.id))
  if (choice !== undefined && (chosen.length > 0 || choice.length === 0)) return chosen
  return models.filter((model) => defaults.includes(model.id))
}

export type TextProblem = 'empty' | 'too-long'
export type Problem = TextProblem | 'no-model' | 'too-many-models' | 'bad-seed' | 'leave-out-too-long'

export function problemOf(text: string, options: DraftOptions, offer: Offer): Problem | undefined {
  const textProblem = textProblemOf(text)
  if (textProblem !== undefined) return textProblem
  if (offer.models !== undefined && offer.chosen.length === 0) return 'no-model'
  if (offer.chosen.length > LIMITS.maxModelsPerPrompt) return 'too-many-models'
  if (offer.hasSeed && options.seed !== '' && seedOf(options.seed) === undefined) return 'bad-seed'
  if (offer.hasLeaveOut && countChars(normalizePrompt(options.negativePrompt)) > LIMITS.maxPromptChars) {
    return 'leave-out-too-long'
  }
  return undefined
}

export function textProblemOf(text: string): TextProblem | undefined {
  const chars = countChars(normalizePrompt(text))
  if (chars === 0) return 'empty'
  return chars > LIMITS.maxPromptChars ? 'too-long' : undefined
}

function seedOf(text: string): number | undefined {
  const seed = Number(text)
  return /^\d+$/.test(text) && seed <= LIMITS.maxSeed ? seed : undefined
}

/** What is sent: a field for each control that is shown and used, so that each change of one changes the request. */
export function promptToSend(text: string, options: DraftOptions, offer: Offer): PromptToSend {
  const seed = offer.hasSeed ? seedOf(options.seed) : undefined
  const negativePrompt = offer.hasLeaveOut ? normalizePrompt(options.negativePrompt) : ''
  return {
    text,
    models:
      offer.models === undefined ? undefined : offer.chosen.map(({ id, label, provider }) => ({ id, label, provider })),
    options: {
      aspectRatio: offer.aspectRatio,
      ...(seed !== undefined && { seed }),
      ...(negativePrompt !== '' && { negativePrompt }),
      ...(options.publish !== undefined && { publish: options.publish }),
    },
  }
}
