import * as v from 'valibot'
import { Workbox } from 'workbox-window'
import { Readiness, WORKER_MESSAGES } from '#offline/worker-messages.ts'
import { createWorkerScript } from './worker-script.ts'

export interface AppWorkerEvents {
  /** The first version is whole on this device. */
  readonly onInstalled: () => void
  /** The first version could not be loaded whole. */
  readonly onFailed: () => void
  /** A newer version is whole and waits. */
  readonly onWaiting: () => void
  /** A newer version has taken over this page, from here or from another tab. */
  readonly onTakenOver: () => void
}

/** The service worker as the page knows it. */
export interface AppWorker {
  /** @throws where the browser refuses it, or its script cannot be loaded */
  readonly register: (events: AppWorkerEvents) => Promise<void>
  readonly readiness: () => Promise<Readiness>
  /** Looks for a newer version. */
  readonly check: () => Promise<void>
  /** Lets the version that waits take over. */
  readonly takeOver: () => void
}

export function createAppWorker(): AppWorker {
  const workbox = new Workbox(createWorkerScript(), { scope: '/' })
  return {
    async register({ onInstalled, onFailed, onWaiting, onTakenOver }) {
      workbox.addEventListener('activated', ({ isUpdate }) => {
        if (isUpdate !== true) onInstalled()
      })
      workbox.addEventListener('redundant', ({ isUpdate }) => {
        // One that was active before is taken over by the next and gone too.
        if (isUpdate !== true && navigator.serviceWorker.controller === null) onFailed()
      })
      workbox.addEventListener('waiting', onWaiting)
      workbox.addEventListener('controlling', ({ isUpdate, isExternal }) => {
        // At the first visit the worker takes the page as it is: there is nothing newer to load.
        if (isUpdate === true || isExternal === true) onTakenOver()
      })
      try {
        await workbox.register({ immediate: true })
      } catch (error) {
        onFailed()
        throw error
      }
    },
    readiness: async () => v.parse(Readiness, await workbox.messageSW({ type: WORKER_MESSAGES.readiness })),
    check: () => workbox.update(),
    takeOver: () => workbox.messageSkipWaiting(),
  }
}
