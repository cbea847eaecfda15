import { createApi } from '#api/api.ts'
import { mintJobId } from '#contract/ids.ts'
import { createDatabase, type Database } from '#offline/database.ts'
import { createDraft } from '#offline/draft.ts'
import type { Gallery, GalleryState } from '#offline/gallery.ts'
import { EMPTY_BOARD } from '#offline/job-board-state.ts'
import { MIRROR_CACHE } from '#offline/mirror-cache.ts'
import { createModelChoice } from '#offline/model-choice.ts'
import { createModelList } from '#offline/model-list.ts'
import { createObservable } from '#offline/observable.ts'
import type { News } from '#offline/outbox.ts'
import { UNREAD_OUTBOX } from '#offline/outbox-state.ts'
import { createOwnerKey } from '#offline/owner-key.ts'
import type { Attention } from '#offline/poll-jobs.ts'
import type { Restored } from '#offline/restore-outbox.ts'
import type { Locks } from '#offline/sender-lock.ts'
import { createSettingsStore } from '#offline/settings-store.ts'
import { SHARED_CACHE } from '#offline/shared-cache.ts'
import type { Timing } from '#offline/timing.ts'
import type { AppState } from '#platform/app-updates.ts'
import type { DeviceStorage } from '#platform/device-storage.ts'
import type { Install } from '#platform/install.ts'
import { createLatePart, loadOnce } from '#platform/late-part.ts'
import { createNotices } from '#platform/notices.ts'
import { createReportError } from '#platform/report-error.ts'
import type { Services } from '#platform/services-context.tsx'
import type { SystemUi } from '#platform/system-ui.ts'
import type { createListedGallery } from './listed-gallery.ts'

/** The parts of the outside world that tests replace. */
export interface ServiceParts {
  readonly fetch: typeof fetch
  readonly timing: Timing
  readonly attention: Attention
  readonly news: News
  /** Undefined where the browser has none. */
  readonly locks: Locks | undefined
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly deviceStorage: DeviceStorage
  /** Asks for a look at the outbox when there is a network, also without a page. */
  readonly requestWakeUp: () => Promise<void>
  readonly system: SystemUi
  readonly install: Install
  readonly randomBytes: (bytes: Uint8Array<ArrayBuffer>) => unknown
}

export interface StartedServices extends Services {
  /** Brings back what the device remembers of the last visit. */
  readonly load: () => Promise<unknown>
  /** Takes what came from outside of the app, by the address that it was opened with. */
  readonly takeIncoming: (address: URL) => Promise<void>
  /** Registers the service worker. */
  readonly startWorker: () => Promise<unknown>
}

/** Everything the screens work with. */
export function createServices(parts: ServiceParts): StartedServices {
  const { fetch, timing, randomBytes } = parts
  // Not crypto.randomUUID, which plain http addresses of a home network do not have.
  const mintId = () => mintJobId(timing.now(), randomBytes)
  const api = createApi({ fetch, sleep: sleepWith(timing) })
  const reportError = createReportError(api, mintId)
  const reportAt = (where: string) => (error: unknown) => void reportError({ error, where, level: 'WARNING' })
  const database = createDatabase({ onTrouble: reportAt('database') })
  const settings = createSettingsStore(database, reportAt('settings'))
  const statusLine = createObservable('')
  const notices = createNotices()
  const ownerKey = createOwnerKey(settings, randomBytes)
  const draft = createDraft({ settings, timing, mintId })
  const loadDraft = loadOnce(draft.load)
  const modelChoice = createModelChoice(settings)
  const modelList = createModelList({ api, settings, now: timing.now, mintId })
  const outboxState = createObservable(UNREAD_OUTBOX)
  const boardState = createObservable(EMPTY_BOARD)
  const restored = createObservable<Restored>({ prompts: 0, isDataLost: false })
  const sending = loadOnce(async () => {
    const tools = { ...parts, api, ownerKey, mintId, database, settings, draft, notices, announce, reportAt }
    const { startSending } = await import('./start-sending.ts')
    return startSending({ ...tools, outboxState, boardState, restored })
  })

  const sharedPictures = createObservable<readonly Blob[]>([])
  const device = loadOnce(async () => {
    const { createDevice } = await import('#platform/device.ts')
    return createDevice({ database, caches: parts.caches, now: timing.now })
  })
  const appState = createObservable<AppState>({ update: 'unknown' })
  const startWorker = loadOnce(async () => {
    const { startAppWorker } = await import('./start-app-worker.ts')
    const tools = { state: appState, draft, outboxState, notices, announce, onTrouble: reportAt('updates') }
    return startAppWorker({ ...tools, timing, attention: parts.attention })
  })

  function announce(sentence: string | undefined): void {
    if (sentence !== undefined) statusLine.set(sentence)
  }

  async function takeIncoming(address: URL): Promise<void> {
    const { caches } = parts
    if (caches === undefined || (address.search === '' && !(await caches.has(SHARED_CACHE)))) return
    // What stands in the box is known first: it is never replaced.
    const [incoming] = await Promise.all([import('./take-incoming.ts'), loadDraft()])
    history.replaceState(history.state, '', incoming.withoutIncoming(address))
    await incoming.takeIncoming(address.searchParams, { caches, draft, notices, announce, sharedPictures })
  }

  async function load(): Promise<void> {
    await Promise.all([loadDraft(), modelChoice.load(), modelList.load(), ownerKey()])
    // What cannot be told is looked at by the part itself, which also reports it.
    if (await isDeviceInUse(database, parts.caches).catch(() => true)) await sending()
    else outboxState.set({ ...UNREAD_OUTBOX, isRead: true })
  }

  return {
    ...{ api, draft, modelChoice, modelList, restored, statusLine, announce, reportError, mintId, load },
    outbox: createLatePart({ state: outboxState }, async () => (await sending()).outbox),
    jobs: createLatePart({ state: boardState }, async () => (await sending()).jobs),
    submitPrompt: (prompt) =>
      sending().then(
        ({ submitPrompt }) => submitPrompt(prompt),
        (error: unknown) => ({ kind: 'failed', error }),
      ),
    prepareSending: sending,
    updates: createLatePart({ state: appState }, startWorker),
    device: createLatePart({}, device),
    gallery: lateGallery({ api, board: boardState, mintId }),
    ...{ startWorker, takeIncoming, sharedPictures },
    async dropShared() {
      sharedPictures.set([])
      await parts.caches?.delete(SHARED_CACHE)
    },
    ...{ notices, deviceStorage: parts.deviceStorage, install: parts.install, now: timing.now, after: timing.after },
  }
}

const NONE: ReadonlySet<string> = new Set()
const UNREAD_GALLERY: GalleryState = {
  items: [],
  isRead: false,
  server: 'asking',
  isComplete: false,
  days: { kept: 0, all: undefined },
  favourites: NONE,
  keptOffline: NONE,
  own: NONE,
}

function lateGallery(tools: Omit<Parameters<typeof createListedGallery>[0], 'state'>): Gallery {
  const state = createObservable(UNREAD_GALLERY)
  const load = async () => (await import('./listed-gallery.ts')).createListedGallery({ ...tools, state })
  return createLatePart({ state }, loadOnce(load))
}

/** Whether an earlier visit has left something to send or to show. */
async function isDeviceInUse(database: Database, caches: ServiceParts['caches']): Promise<boolean> {
  if (await caches?.has(MIRROR_CACHE)) return true
  const counts = await database.run((handle) => Promise.all([handle.count('prompts'), handle.count('jobs')]))
  return counts.some((count) => count > 0)
}

function sleepWith({ after }: Timing) {
  return function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = after(ms, resolve)
      signal?.addEventListener('abort', () => {
        cancel()
        resolve()
      })
    })
  }
}
