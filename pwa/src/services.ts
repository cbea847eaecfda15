import { createApi } from '#api/api.ts'
import { mintJobId } from '#contract/ids.ts'
import { createDatabase, type Database, type DatabaseTrouble } from '#offline/database.ts'
import { createDraft } from '#offline/draft.ts'
import { UNREAD_GALLERY } from '#offline/gallery.ts'
import { EMPTY_BOARD } from '#offline/job-board-state.ts'
import { MIRROR_CACHE } from '#offline/mirror-cache.ts'
import { createModelChoice } from '#offline/model-choice.ts'
import { createModelList } from '#offline/model-list.ts'
import { createObservable, type Writable } from '#offline/observable.ts'
import type { News } from '#offline/outbox.ts'
import { UNREAD_OUTBOX } from '#offline/outbox-state.ts'
import { createOwnerKey } from '#offline/owner-key.ts'
import type { PictureLocks } from '#offline/picture-turns.ts'
import type { Pictures } from '#offline/pictures.ts'
import type { Attention, TellsStatus } from '#offline/poll-jobs.ts'
import type { Restored } from '#offline/restore-outbox.ts'
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
import type { SpeedState } from '#platform/speed.ts'
import type { SystemUi } from '#platform/system-ui.ts'
import type { startAppWorker } from './start-app-worker.ts'
import type { startGallery } from './start-gallery.ts'
import type { startPictures } from './start-pictures.ts'
import type { startSending } from './start-sending.ts'
import type { startSpeed } from './start-speed.ts'
import type { tellBlocked } from './tell-blocked.ts'

/** The parts of the outside world that tests replace. */
export interface ServiceParts {
  readonly fetch: typeof fetch
  readonly timing: Timing
  readonly attention: Attention
  readonly news: News
  readonly tabs: TellsStatus
  /** The same about the gallery. */
  readonly galleryNews: News
  /** Undefined where the browser has none. */
  readonly locks: PictureLocks | undefined
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly deviceStorage: DeviceStorage
  /** Asks for a look at the outbox when there is a network, also without a page. */
  readonly requestWakeUp: () => Promise<void>
  readonly system: SystemUi
  readonly install: Install
  /** Whether there is a network that costs nothing by the byte, as far as the browser says. */
  readonly isFreeNetwork: () => boolean
  /** Resolves when the page has nothing better to do. */
  readonly whenIdle: () => Promise<void>
  /** Resolves when what fills the window has had its time; from then on at once. */
  readonly whenCalm: () => Promise<void>
  readonly randomBytes: (bytes: Uint8Array<ArrayBuffer>) => unknown
}

export interface StartedServices extends Services {
  /** Brings back what the device remembers of the last visit. */
  readonly load: () => Promise<unknown>
  /** Takes what came from outside of the app, by the address that it was opened with. */
  readonly takeIncoming: (address: URL) => Promise<void>
  /** Registers the service worker, and looks after the pictures that it keeps. */
  readonly startWorker: () => Promise<unknown>
  /** Measures how fast the app is here. To be called when the page has nothing better to do: browsers keep what happened before. */
  readonly watchSpeed: () => Promise<void>
}

/** Everything the screens work with. */
export function createServices(parts: ServiceParts): StartedServices {
  const { fetch, timing, randomBytes } = parts
  // Not crypto.randomUUID, which plain http addresses of a home network do not have.
  const mintId = () => mintJobId(timing.now(), randomBytes)
  const requestTools = { fetch, sleep: sleepWith(timing) }
  const api = createApi(requestTools)
  const reportError = createReportError(api, mintId)
  const reportAt = (where: string) => (error: unknown) => void reportError({ error, where, level: 'WARNING' })
  const [statusLine, notices] = [createObservable(''), createNotices()]
  const database = createDatabase({ onTrouble: hearOfDatabase({ notices, announce, report: reportAt('database') }) })
  const settings = createSettingsStore(database, reportAt('settings'))
  const ownerKey = createOwnerKey(settings, randomBytes)
  const draft = createDraft({ settings, timing, mintId })
  const loadDraft = loadOnce(draft.load)
  const modelChoice = createModelChoice(settings)
  const modelList = createModelList({ api, settings, now: timing.now, mintId })
  const outboxState = createObservable(UNREAD_OUTBOX)
  const boardState = createObservable(EMPTY_BOARD)
  const restored = createObservable<Restored>({ prompts: 0, isDataLost: false })
  const galleryState = createObservable(UNREAD_GALLERY)
  const sharedPictures = createObservable<readonly Blob[]>([])
  const openJob = createObservable<string | undefined>(undefined)
  const speed = createObservable<SpeedState>({ vitals: [], pictures: [], totals: {} })
  const appState = createObservable<AppState>({ update: 'unknown' })
  const tools = {
    ...{ ...parts, api, requestTools, ownerKey, mintId, database, settings, draft, notices, announce, reportAt },
    ...{ galleryState, outboxState, boardState, restored, appState, openJob, speed },
  }
  const { gallery, sending, device, startWorker, pictures, singleKeys, watchSpeed } = lateParts(tools)

  function announce(sentence: string | undefined): void {
    if (sentence !== undefined) statusLine.set(sentence)
  }

  async function takeIncoming(address: URL): Promise<void> {
    const { caches } = parts
    if (caches === undefined || (address.search === '' && !(await caches.has(SHARED_CACHE)))) return
    // What stands in the box is known first: it is never replaced.
    const [incoming] = await Promise.all([import('./take-incoming.ts'), loadDraft()])
    history.replaceState(history.state, '', incoming.withoutIncoming(address))
    await incoming.takeIncoming(address.searchParams, { ...tools, caches, sharedPictures })
  }

  async function load(): Promise<void> {
    await Promise.all([loadDraft(), modelChoice.load(), modelList.load(), ownerKey()])
    // What cannot be told is looked at by the part itself, which also reports it.
    if (await isDeviceInUse(database, parts.caches).catch(() => true)) await sending()
    else outboxState.set({ ...UNREAD_OUTBOX, isRead: true })
  }

  return {
    ...{ api, draft, modelChoice, modelList, restored, statusLine, announce, reportError, mintId, load, notices },
    outbox: createLatePart({ state: outboxState }, async () => (await sending()).outbox),
    jobs: createLatePart({ state: boardState }, async () => (await sending()).jobs),
    gallery: createLatePart({ state: galleryState }, gallery),
    submitPrompt: (prompt) =>
      sending().then(
        ({ submitPrompt }) => submitPrompt(prompt),
        (error: unknown) => ({ kind: 'failed', error }),
      ),
    prepareSending: sending,
    updates: createLatePart({ state: appState }, startWorker),
    device: createLatePart({}, device),
    startWorker: () => Promise.all([startWorker(), pictures.start()]),
    ...{ pictures, openJob, speed, watchSpeed, takeIncoming, sharedPictures },
    ...{ deviceStorage: parts.deviceStorage, install: parts.install },
    async dropShared() {
      sharedPictures.set([])
      await parts.caches?.delete(SHARED_CACHE)
    },
    ...{ now: timing.now, after: timing.after, random: timing.random, singleKeys },
  }
}

interface DatabaseHearing extends Omit<Parameters<typeof tellBlocked>[0], 'reload'> {
  readonly report: (trouble: DatabaseTrouble) => void
}

function hearOfDatabase({ report, ...tools }: DatabaseHearing): (trouble: DatabaseTrouble) => void {
  let isBlocked = false
  return (trouble) => {
    report(trouble)
    if (trouble === 'unblocked') {
      isBlocked = false
      tools.notices.dismiss('blocked')
    }
    if (trouble !== 'blocked') return
    isBlocked = true
    const tell = { ...tools, reload: () => location.reload() }
    // A part that does not come is no loss: the page works in memory until the other tabs are closed.
    import('./tell-blocked.ts').then(
      (part) => isBlocked && part.tellBlocked(tell),
      () => undefined,
    )
  }
}

type LateTools = Omit<Parameters<typeof startSending>[0], 'startGallery' | 'openDevice'> &
  Omit<Parameters<typeof startGallery>[0], 'pictures'> &
  Omit<Parameters<typeof startPictures>[0], 'onTrouble'> &
  Omit<Parameters<typeof startAppWorker>[0], 'state' | 'onTrouble'> &
  Omit<Parameters<typeof startSpeed>[0], 'state'> & {
    readonly appState: Writable<AppState>
    readonly speed: Writable<SpeedState>
  }

/** What is loaded when it is first needed. */
function lateParts(tools: LateTools) {
  const pictures: Pictures = createLatePart(
    {},
    loadOnce(async () => {
      const { startPictures } = await import('./start-pictures.ts')
      return startPictures({ ...tools, onTrouble: tools.reportAt('pictures') })
    }),
  )
  const gallery = loadOnce(async () => (await import('./start-gallery.ts')).startGallery({ ...tools, pictures }))
  const device = loadOnce(async () => {
    const { createDevice } = await import('#platform/device.ts')
    return createDevice({ ...tools, now: tools.timing.now, random: tools.timing.random })
  })
  return {
    device,
    gallery,
    pictures,
    singleKeys: loadOnce(async () => (await import('#offline/single-keys.ts')).openSingleKeys(tools.settings)),
    sending: loadOnce(async () => {
      const { startSending } = await import('./start-sending.ts')
      return startSending({ ...tools, startGallery: gallery, openDevice: device })
    }),
    startWorker: loadOnce(async () => {
      const { startAppWorker } = await import('./start-app-worker.ts')
      return startAppWorker({ ...tools, state: tools.appState, onTrouble: tools.reportAt('updates') })
    }),
    async watchSpeed() {
      const { startSpeed } = await import('./start-speed.ts')
      startSpeed({ ...tools, state: tools.speed })
    },
  }
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
