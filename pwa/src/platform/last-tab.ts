const KEY = 'pixel-prompt-last-tab'

/** Which of the app's tabs somebody was in last: the one that may make itself heard. */
export interface LastTab {
  readonly isThis: () => boolean
}

/** @param id names this tab among the others */
export function createLastTab(id: string): LastTab {
  const take = () => remember(id)
  if (document.hasFocus()) take()
  addEventListener('focus', take)
  addEventListener('pagehide', () => {
    if (known() === id) remember(undefined)
  })
  return {
    isThis: () => [id, undefined].includes(known()),
  }
}

/** Where the browser lets nothing be stored, each tab is the last. */
function known(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}

function remember(id: string | undefined): void {
  try {
    if (id === undefined) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, id)
  } catch {
    // Said above.
  }
}
