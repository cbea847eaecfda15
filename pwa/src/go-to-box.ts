import { navigate } from 'wouter/use-browser-location'

/** A screen that has not come by then will not, or nobody waits for it any more. */
const MAX_WAIT_MS = 3000

/** Sets the focus into a box, on its own screen if it is not on this one. */
export function goToBox({ id, address }: { id: string; address: string }): void {
  if (focusOn(id)) return
  navigate(address)
  const observer = new MutationObserver(() => focusOn(id) && observer.disconnect())
  observer.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => observer.disconnect(), MAX_WAIT_MS)
}

function focusOn(id: string): boolean {
  const box = document.getElementById(id)
  box?.focus()
  return box !== null
}
