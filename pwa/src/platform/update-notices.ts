import { appTexts } from '#ui/texts/app.ts'
import type { Notices } from './notices.ts'

/** One place for all of them: a later word takes the earlier one's place. */
const KEY = 'update'
const READY_MS = 6000
const MAX_EXCERPT = 24

/** What is said about versions of the app. */
export interface UpdateNotices {
  readonly offer: (onUpdate: () => unknown) => void
  /** The update waits for a prompt. */
  readonly held: (prompt: string, onLater: () => void) => void
  readonly ready: () => void
}

export function createUpdateNotices(notices: Notices, announce: (sentence: string) => void): UpdateNotices {
  return {
    offer(onUpdate) {
      const actions = [
        { label: appTexts.update, onPress: onUpdate },
        { label: appTexts.later, onPress: () => undefined },
      ]
      announce(appTexts.newVersion)
      notices.show({ key: KEY, text: appTexts.newVersion, actions })
    },
    held(prompt, onLater) {
      const excerpt = prompt.length > MAX_EXCERPT ? `${prompt.slice(0, MAX_EXCERPT)}…` : prompt
      const text = appTexts.held(excerpt)
      announce(text)
      notices.show({ key: KEY, text, actions: [{ label: appTexts.later, onPress: onLater }] })
    },
    ready() {
      announce(appTexts.ready)
      notices.show({ key: 'ready', text: appTexts.ready, actions: [], lastsMs: READY_MS })
    },
  }
}
