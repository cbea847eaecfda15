import { worker } from './worker-scope.ts'

/** The browser gives up waking the worker: somebody has to open the app. Told only where notifications were allowed. */
export async function tellWaiting(count: number): Promise<void> {
  if (Notification.permission !== 'granted') return
  const amount = count === 1 ? '1 prompt waits' : `${count} prompts wait`
  await worker.registration.showNotification('Pixel Prompt', {
    body: `${amount}. Open the app to send.`,
    tag: 'outbox',
    icon: '/icons/icon-192.png',
    data: '/outbox',
  })
}
