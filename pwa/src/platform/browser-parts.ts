import type { Timing } from '#offline/timing.ts'
import { createAttention } from './attention.ts'
import { createDeviceStorage } from './device-storage.ts'
import { createInstall } from './install.ts'
import { createNews, createTabs } from './news.ts'
import { createSystemUi } from './system-ui.ts'
import { requestWakeUp } from './wake-up.ts'

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
    fetch: ((input, init) => fetch(input, init)) satisfies typeof fetch,
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
    randomBytes: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  }
}
