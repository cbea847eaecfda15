import type { Attention } from '#offline/poll-jobs.ts'

export interface ManualAttention extends Attention {
  isShown: boolean
  readonly wake: () => void
}

/** A page for tests, which is hidden and seen again when told to. */
export function createManualAttention(): ManualAttention {
  const callbacks: (() => void)[] = []
  const attention: ManualAttention = {
    isShown: true,
    isVisible: () => attention.isShown,
    onWake: (callback) => callbacks.push(callback),
    wake() {
      for (const callback of callbacks) callback()
    },
  }
  return attention
}
