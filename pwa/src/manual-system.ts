import { createObservable } from '#offline/observable.ts'
import type { Install, InstallState } from '#platform/install.ts'
import type { SystemUi } from '#platform/system-ui.ts'

/** The system around the app for tests: it remembers what it was told to show. */
export function createManualSystem() {
  const seen = { badge: 0, notifications: [] as { body: string; path: string }[], asked: 0, installs: 0 }
  const answers = { mayAskToNotify: false }
  const installState = createObservable<InstallState>('unavailable')
  const system: SystemUi = {
    setBadge(count) {
      seen.badge = count
    },
    mayAskToNotify: () => answers.mayAskToNotify,
    async askToNotify() {
      seen.asked += 1
    },
    async notify(body, path) {
      seen.notifications.push({ body, path })
    },
  }
  const install: Install = {
    state: installState,
    async ask() {
      seen.installs += 1
      installState.set('installed')
      return true
    },
  }
  return { seen, answers, installState, system, install }
}
