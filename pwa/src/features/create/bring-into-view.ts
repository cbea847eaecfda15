/** Where a new prompt has not come into the list by then, nobody waits for it any more. */
const MOST_WAIT_MS = 3000
/** Down to this part of the room, a job's heading is near enough to the top to be left where it is. */
const NEAR_TOP = 0.25

/** What a person does meanwhile: whoever has gone on to something else is not moved. */
const OWN_MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown', 'input'] as const

interface Places {
  readonly results: HTMLElement
  /** What stands over the lower end of the window on phones. */
  readonly composer: HTMLElement
}

/**
 * Brings a job's place in the results into view once it is there, unless enough of it is seen. The focus stays where it
 * is. What is loaded late, such as the list itself, is waited for: before that there may be nowhere to scroll to.
 */
export function bringIntoView(jobId: string, { results, composer }: Places): void {
  // An id is a UUID, which needs no escaping.
  const find = () => results.querySelector(`[data-job="${jobId}"]`)
  const watch = new MutationObserver(look)
  const timer = setTimeout(stop, MOST_WAIT_MS)
  for (const move of OWN_MOVES) addEventListener(move, stop, { capture: true, passive: true })
  watch.observe(results, { childList: true, subtree: true })
  look()

  function look(): void {
    const place = find()
    if (place === null) return
    stop()
    if (!isSeen(place, composer)) place.scrollIntoView({ block: 'start', behavior: preferredMotion() })
  }

  function stop(): void {
    clearTimeout(timer)
    watch.disconnect()
    for (const move of OWN_MOVES) removeEventListener(move, stop, { capture: true })
  }
}

function isSeen(place: Element, composer: HTMLElement): boolean {
  const { top, bottom } = place.getBoundingClientRect()
  const end = getComputedStyle(composer).position === 'sticky' ? composer.getBoundingClientRect().top : innerHeight
  return top >= 0 && (bottom <= end || top <= end * NEAR_TOP)
}

function preferredMotion(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
}
