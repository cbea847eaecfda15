/** Background Sync, which the platform's types leave out: Chromium has it alone. */
interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> }
}

/**
 * Asks the browser to wake the service worker when there is a network, also after this page is gone. Without the
 * interface, or against the browser's will, prompts wait for the next page instead.
 */
export async function requestWakeUp(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration: SyncRegistration | undefined = await navigator.serviceWorker.getRegistration()
  await registration?.sync?.register('outbox').catch(() => undefined)
}
