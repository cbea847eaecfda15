import { readLocal, writeLocal } from './local-value.ts'

/** The screens that say, in the page itself, that there is nothing yet. */
export const EMPTY_AT_FIRST = ['create', 'outbox'] as const
export type FilledScreens = Readonly<Record<(typeof EMPTY_AT_FIRST)[number], boolean>>

const KEY = 'filled'

/** What was noted last. A device that keeps nothing, or whose browser blocks the storage, has nothing to show. */
export function readFilled(): FilledScreens {
  const names = readLocal(KEY)?.split(' ')
  return { create: names?.includes('create') ?? false, outbox: names?.includes('outbox') ?? false }
}

/** Notes what the next visit has to show, so that its first paint does not claim that there is nothing. */
export function noteFilled(filled: FilledScreens): void {
  const names = EMPTY_AT_FIRST.filter((screen) => filled[screen]).join(' ') || null
  if (readLocal(KEY) !== names) writeLocal(KEY, names)
}
