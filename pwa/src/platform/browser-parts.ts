import type { Timing } from '#offline/timing.ts'
import { createAttention } from './attention.ts'
import { createDeviceStorage } from './device-storage.ts'
import { afterEarlyAnswers } from './early-answers.ts'
import { isFreeNetwork } from './free-network.ts'
import { createInstall } from './install.ts'
import { loadOnce } from './late-part.ts'
import { createNews, createTabs } from './news.ts'
import { createSystemUi } from './system-ui.ts'
import { requestWakeUp } from './wake-up.ts'

/** A page that is never at rest does its chores all the same. */
const IDLE_TIMEOUT_MS = 2000
const NOT_NOW_MS = 50
/** The pictures of a first screen are there by then on most lines. */
const CALM_MS = 2500

const timing: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

/** Clock, chance, network, attention, locks and caches of the browser. */
export function browserParts() {
  return {
    timing,
    fetch: afterEarlyAnswers((input, init) => fetch(input, init)),
    attention: createAttention(),
    tabs: createTabs(),
    news: createNews('outbox'),
    galleryNews: createNews('gallery'),
    deviceStorage: createDeviceStorage(navigator.storage),
    requestWakeUp,
    system: createSystemUi(),
    install: createInstall(),
    // Plain http addresses of a home network have neither.
    locks: 'locks' in navigator ? navigator.locks : undefined,
    caches: 'caches' in globalThis ? caches : undefined,
    isFreeNetwork,
    whenIdle,
    whenCalm: loadOnce(() => new Promise<void>((resolve) => setTimeout(resolve, CALM_MS))),
    randomBytes: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  }
}

/** Safari has no word for it: a moment later will do. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_TIMEOUT_MS })
    else setTimeout(resolve, NOT_NOW_MS)
  })
}
