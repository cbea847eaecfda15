import type { Place } from './addresses.ts'

export type FirstScreen = Exclude<Place['screen'], 'job' | 'nowhere'>

const PATTERN = /^\/(?:(?:j\/[^/]+)?|(gallery|g\/[^/]+)|(outbox)|(settings))$/

/**
 * Which screen's frame is painted before the app is there; undefined at what is no address of ours. `placeOf` says the same
 * and more, and is too large for a script that stands in the page.
 */
export function firstScreenOf(path: string): FirstScreen | undefined {
  const match = PATTERN.exec(path)
  if (match === null) return undefined
  const [, gallery, outbox, settings] = match
  if (gallery !== undefined) return 'gallery'
  if (outbox !== undefined) return 'outbox'
  return settings === undefined ? 'create' : 'settings'
}
