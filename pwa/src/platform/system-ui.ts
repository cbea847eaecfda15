import { texts } from '#ui/texts/en.ts'

/** What the system shows of the app beside its window. Where it shows nothing, every call is without effect. */
export interface SystemUi {
  /** The number on the app's icon; 0 takes it away. */
  readonly setBadge: (count: number) => void
  /** Whether a person can still be asked about notifications. */
  readonly mayAskToNotify: () => boolean
  readonly askToNotify: () => Promise<void>
  /** @param path the address that a press on it opens */
  readonly notify: (body: string, path: string) => Promise<void>
}

export function createSystemUi(): SystemUi {
  const hasNotifications = 'Notification' in globalThis && 'serviceWorker' in navigator
  return {
    setBadge(count) {
      if (!('setAppBadge' in navigator)) return
      // Refused where the app is not installed, and nothing to anybody.
      navigator.setAppBadge(count).catch(() => undefined)
    },
    mayAskToNotify: () => hasNotifications && Notification.permission === 'default',
    async askToNotify() {
      await Notification.requestPermission()
    },
    async notify(body, path) {
      if (!hasNotifications || Notification.permission !== 'granted') return
      const registration = await navigator.serviceWorker.getRegistration()
      await registration?.showNotification(texts.app.name, { body, tag: path, icon: '/icons/icon-192.png', data: path })
    },
  }
}
