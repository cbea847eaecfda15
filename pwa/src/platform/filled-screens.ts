import { readLocal, writeLocal } from './local-value.ts'

/** The screens that say, in the page itself, that there is nothing yet. */
const EMPTY_AT_FIRST = ['create', 'outbox'] as const
type EmptyAtFirst = (typeof EMPTY_AT_FIRST)[number]

const KEY = 'filled'

/** The screens with something to show, as noted last; undefined where nothing was noted. */
export function readFilled(): readonly string[] | undefined {
  return readLocal(KEY)?.split(' ')
}

/** Notes what the next visit has to show, so that its first paint does not claim that there is nothing. */
export function noteFilled(filled: Readonly<Record<EmptyAtFirst, boolean>>): void {
  const names = EMPTY_AT_FIRST.filter((screen) => filled[screen]).join(' ')
  if (readLocal(KEY) !== names) writeLocal(KEY, names)
}

/** What nobody knows to be empty is not called so: an earlier version of the app noted nothing, but its worker is there. */
export function isKnownEmpty(screen: string): boolean {
  const filled = readFilled()
  if (filled === undefined && navigator.serviceWorker?.controller) return false
  return EMPTY_AT_FIRST.some((each) => each === screen) && !filled?.includes(screen)
}
