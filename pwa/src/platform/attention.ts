import type { Attention } from '#offline/poll-jobs.ts'

/** The page's own attention: hidden tabs rest, and coming back or online is a reason to look at once. */
export function createAttention(): Attention {
  return {
    isVisible: () => document.visibilityState === 'visible',
    onWake(callback) {
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') callback()
      })
      addEventListener('online', callback)
      // Back from the cache of pages that were left: its timers stood still meanwhile.
      addEventListener('pageshow', (event) => {
        if (event.persisted) callback()
      })
    },
    onRest(callback) {
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') callback()
      })
    },
  }
}
