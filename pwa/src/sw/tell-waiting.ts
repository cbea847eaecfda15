import { LANGUAGE_KEY, LanguageChoice, spokenFor } from '#offline/language.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import { workerTexts } from '#ui/texts/worker.ts'
import { worker } from './worker-scope.ts'

/** The browser gives up waking the worker: somebody has to open the app. Told only where notifications were allowed. */
export async function tellWaiting(count: number, settings: SettingsStore): Promise<void> {
  if (Notification.permission !== 'granted') return
  const choice = (await settings.read(LANGUAGE_KEY, LanguageChoice)) ?? 'browser'
  const words = workerTexts[spokenFor(choice, navigator.languages).language]
  await worker.registration.showNotification(words.title, {
    body: words.waiting(count),
    tag: 'outbox',
    icon: '/icons/icon-192.png',
    data: '/outbox',
  })
}
