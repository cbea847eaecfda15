import type { SettingsStore } from '#offline/settings-store.ts'
import { readWords } from './read-words.ts'
import { worker } from './worker-scope.ts'

/** The browser gives up waking the worker: somebody has to open the app. Told only where notifications were allowed. */
export async function tellWaiting(count: number, settings: SettingsStore): Promise<void> {
  if (Notification.permission !== 'granted') return
  const words = await readWords(settings, navigator.languages)
  await worker.registration.showNotification(words.title, {
    body: words.waiting(count),
    tag: 'outbox',
    icon: '/icons/icon-192.png',
    data: '/outbox',
  })
}
