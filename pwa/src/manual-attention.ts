import type { Attention } from '#offline/poll-jobs.ts'

export interface ManualAttention extends Attention {
  isShown: boolean
  readonly wake: () => void
  readonly rest: () => void
}

/** A page for tests, which is hidden and seen again when told to. */
export function createManualAttention(): ManualAttention {
  const callbacks: (() => void)[] = []
  const restCallbacks: (() => void)[] = []
  const attention: ManualAttention = {
    isShown: true,
    isVisible: () => attention.isShown,
    onWake: (callback) => callbacks.push(callback),
    onRest: (callback) => restCallbacks.push(callback),
    rest() {
      attention.isShown = false
      for (const callback of restCallbacks) callback()
    },
    wake() {
      for (const callback of callbacks) callback()
    },
  }
  return attention
}
