import { createObservable, type Observable } from '#offline/observable.ts'

/** The browser's offer to install the app, which the platform's types leave out: Chromium has it alone. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

/** `by-hand`: only its user can do it, by the browser's own menu, as on iOS. */
export type InstallState = 'unavailable' | 'offered' | 'by-hand' | 'installed'

export interface Install {
  readonly state: Observable<InstallState>
  /** Opens the browser's question. Answers whether the app was installed. */
  readonly ask: () => Promise<boolean>
}

/** Listens from the start: the browser makes its offer once, early, and never again to who was not there; the page keeps it. */
export function createInstall(): Install {
  const state = createObservable<InstallState>(stateAtStart())
  let offer: InstallPromptEvent | undefined
  const take = (event: Event) => {
    // Its own bar would come at its own time.
    event.preventDefault()
    offer = event as InstallPromptEvent // an event of this name has this shape
    state.set('offered')
  }
  if (window.installOffer !== undefined) take(window.installOffer)
  addEventListener('beforeinstallprompt', take)
  addEventListener('appinstalled', () => state.set('installed'))
  return {
    state,
    async ask() {
      if (offer === undefined) return false
      const { outcome } = await offer.prompt()
      offer = undefined
      state.set(outcome === 'accepted' ? 'installed' : 'unavailable')
      return outcome === 'accepted'
    },
  }
}

function stateAtStart(): InstallState {
  if (matchMedia('not (display-mode: browser)').matches) return 'installed'
  const { userAgent, maxTouchPoints } = navigator
  // iPads call themselves Macs, but no Mac has a touch screen.
  const isIos = /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)
  return isIos ? 'by-hand' : 'unavailable'
}
