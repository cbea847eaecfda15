import 'fake-indexeddb/auto'
import { act, cleanup, configure, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { News, Outbox } from '#offline/outbox.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import { createDeviceStorage } from '#platform/device-storage.ts'
import { App } from './app.tsx'
import { createFakeServer, type FakeServer } from './fake-server.ts'
import { createManualAttention } from './manual-attention.ts'
import { createManualSystem } from './manual-system.ts'
import { createManualTiming, settle } from './manual-timing.ts'
import { createMemoryCaches } from './memory-caches.ts'
import { createServices } from './services.ts'

// Loaded here, so that no test waits for the bundler when a lazy screen is first shown.
await import('./gallery-page.tsx')
await import('./features/compare/comparison-dialog.tsx')
await import('./features/results/run-failure.tsx')
await import('./features/create/improve-panel.tsx')
await import('./features/ideas/ideas-panel.tsx')
await import('./features/ideas/inspire.ts')
await import('./features/ideas/recall-prompts.ts')
await import('./features/results/job-list.tsx')
await import('./features/results/waiting-result.tsx')
await import('./outbox-page.tsx')
await import('./settings-page.tsx')
await import('./everywhere.tsx')
await import('./features/keyboard-help/keyboard-help.tsx')
await import('#offline/single-keys.ts')
await import('#platform/device.ts')
await import('./start-gallery.ts')
await import('./start-pictures.ts')
await import('./start-sending.ts')
await import('#ui/question.tsx')

// What is looked for is there in no time, but for the first test of a file on a busy machine.
configure({ asyncUtilTimeout: 5000 })

// jsdom has no layout, so that there is nothing to scroll.
Element.prototype.scrollIntoView ??= () => undefined

// jsdom knows the element but not its methods; what a modal dialog does to focus and page is tested in a browser.
HTMLDialogElement.prototype.showModal ??= function showModal() {
  this.open = true
}
HTMLDialogElement.prototype.close ??= function close() {
  this.open = false
}

// What a browser tells of sizes and of its device, and where it scrolls to, is tested in one.
globalThis.matchMedia ??= (media) => Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList
HTMLElement.prototype.scrollTo ??= () => undefined
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
const noNews: News = { tell: () => undefined, onNews: () => undefined }

/** The whole app at an address, over a fake server and a clock that stands still. What the device keeps is kept. */
export async function renderApp(path: string, server: FakeServer = createFakeServer(), caches = createMemoryCaches()) {
  history.replaceState(null, '', path)
  const timing = createManualTiming()
  const attention = createManualAttention()
  const outside = createManualSystem()
  const services = createServices({
    ...{ fetch: server.fetch, timing, attention, caches },
    // One tab, of a browser without Web Locks: lease and fence do their work alone.
    ...{ news: noNews, galleryNews: noNews, locks: undefined },
    tabs: { tell: () => undefined, onTold: () => undefined },
    deviceStorage: createDeviceStorage(undefined),
    requestWakeUp: async () => undefined,
    ...{ system: outside.system, install: outside.install },
    ...{ isFreeNetwork: () => true, whenIdle: async () => undefined, whenCalm: async () => undefined },
    randomBytes: (bytes) => crypto.getRandomValues(bytes),
  })
  await services.load()
  await services.modelList.refresh()
  await act(async () => {
    render(<App services={services} />)
  })
  return {
    ...{ server, services, timing, attention, outside, user: userEvent.setup() },
    advance: (ms: number) => act(() => timing.advance(ms)),
    /** Lets the outbox save and send what it can. */
    rest: () => act(() => restOf(services.outbox, timing.now)),
    close: cleanup,
  }
}

/** Ticks in which a press reaches the disk; what it starts then is waited for by its state. */
const SAVE_TICKS = 10
const MOST_TICKS = 100

async function restOf({ state }: Outbox, now: () => number): Promise<void> {
  const isBusy = () => {
    const { records, queue } = state.get()
    const mayBegin = !queue.isPaused && queue.limitUntil <= now() && (queue.pause?.until ?? 0) <= now()
    const isDue = (record: PromptRecord) => record.state === 'queued' && record.nextAttemptAt <= now() && mayBegin
    return records.some((record) => record.state === 'sending' || isDue(record))
  }
  for (let tick = 0; tick < SAVE_TICKS || (isBusy() && tick < MOST_TICKS); tick += 1) await settle()
}
