import type { ModelInfo } from '#contract/models.ts'

/** A chosen model that can no longer be used. */
export interface LostModel {
  readonly label: string
  /** Ended by its provider; otherwise it is off here, and may come back. */
  readonly isGone: boolean
  /** What can be used in its place: available, and not chosen already. */
  readonly successor: ModelInfo | undefined
}

/** Successors may have ended too; a longer chain than this is a mistake in the list. */
const MAX_STEPS = 5

export function lostModel(id: string, models: readonly ModelInfo[], choice: readonly string[], now: number): LostModel {
  const model = models.find((each) => each.id === id)
  const isGone = model?.retiredOn !== undefined && Date.parse(model.retiredOn) <= now
  const successor = isGone ? successorOf(model, models) : undefined
  return {
    // A model that the list does not name at all goes by the provider's name for it.
    label: model?.label ?? id.replace(/^[^:]*:/, ''),
    isGone,
    successor: successor !== undefined && choice.includes(successor.id) ? undefined : successor,
  }
}

function successorOf(model: ModelInfo | undefined, models: readonly ModelInfo[]): ModelInfo | undefined {
  let next = model
  for (let step = 0; step < MAX_STEPS && next?.replacement !== undefined; step += 1) {
    const { replacement } = next
    next = models.find((each) => each.id === replacement)
    if (next?.available) return next
  }
  return undefined
}
