import { workerTexts } from '#ui/texts/worker.ts'
import { worker } from './worker-scope.ts'

/** The browser gives up waking the worker: somebody has to open the app. Told only where notifications were allowed. */
export async function tellWaiting(count: number): Promise<void> {
  if (Notification.permission !== 'granted') return
  await worker.registration.showNotification(workerTexts.title, {
    body: workerTexts.waiting(count),
    tag: 'outbox',
    icon: '/icons/icon-192.png',
    data: '/outbox',
  })
}
