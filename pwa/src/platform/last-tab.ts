import { readLocal, writeLocal } from './local-value.ts'

const KEY = 'pixel-prompt-last-tab'

/** Which of the app's tabs somebody was in last: the one that may make itself heard. */
export interface LastTab {
  readonly isThis: () => boolean
}

/** @param id names this tab among the others */
export function createLastTab(id: string): LastTab {
  const take = () => writeLocal(KEY, id)
  if (document.hasFocus()) take()
  addEventListener('focus', take)
  addEventListener('pagehide', () => {
    if (readLocal(KEY) === id) writeLocal(KEY, null)
  })
  return {
    // Where nothing is kept, and where the browser lets nothing be kept, each tab is the last.
    isThis: () => (readLocal(KEY) ?? id) === id,
  }
}
