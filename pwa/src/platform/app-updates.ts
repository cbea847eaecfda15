import type { Draft } from '#offline/draft.ts'
import type { Observable, Writable } from '#offline/observable.ts'
import type { OutboxState } from '#offline/outbox-state.ts'
import type { Attention } from '#offline/poll-jobs.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import type { Timing } from '#offline/timing.ts'
import type { Readiness } from '#offline/worker-messages.ts'
import type { AppWorker } from './app-worker.ts'
import type { UpdateNotices } from './update-notices.ts'

const CHECK_EVERY_MS = 3_600_000

export interface AppState {
  /** Undefined until it is known, or where there is no service worker. */
  readonly readiness?: Readiness
  /** The app could not be put on this device, this time. */
  readonly hasFailed?: boolean
  readonly update: 'unknown' | 'checking' | 'current' | 'waiting'
}

/** The version of the app on this device, and the way to the next. It never takes a text or a request away from anybody. */
export interface AppUpdates {
  readonly state: Observable<AppState>
  readonly start: () => Promise<void>
  /** Counts how much of the app is on the device. */
  readonly read: () => Promise<Readiness>
  readonly check: () => Promise<void>
  /** Takes the version that waits: at once, or when what is being sent is sent. */
  readonly apply: () => Promise<void>
}

interface UpdateTools {
  readonly state: Writable<AppState>
  readonly worker: AppWorker
  readonly draft: Pick<Draft, 'state' | 'save'>
  readonly outboxState: Observable<OutboxState>
  readonly notices: UpdateNotices
  readonly attention: Attention
  readonly timing: Timing
  readonly reload: () => void
  readonly onTrouble: (error: unknown) => void
}

export function createAppUpdates(tools: UpdateTools): AppUpdates {
  const { state, worker, draft, outboxState, notices, attention, timing, onTrouble } = tools
  let isAskedFor = false
  let isTakenOver = false

  const beingSent = () => outboxState.get().records.find((record) => record.state === 'sending')
  const isBusy = () => draft.state.get().text.trim() !== '' || beingSent() !== undefined
  const reloadOnce = once(tools.reload)

  function offer(): void {
    state.set({ ...state.get(), update: 'waiting' })
    notices.offer(() => apply().catch(onTrouble))
  }

  async function apply(): Promise<void> {
    isAskedFor = true
    const record = beingSent()
    if (record === undefined) return takeOver()
    applyWhenSent(record)
  }

  function applyWhenSent({ about }: PromptRecord): void {
    const unsubscribe = outboxState.subscribe(() => {
      if (beingSent() !== undefined) return
      unsubscribe()
      takeOver().catch(onTrouble)
    })
    notices.held(about.prompt, () => {
      isAskedFor = false
      unsubscribe()
    })
  }

  async function takeOver(): Promise<void> {
    // The text stands in the box again after the reload.
    await draft.save()
    if (isTakenOver) reloadOnce()
    else worker.takeOver()
  }

  /** A newer version answers for this page now. Its own parts still load, so a text or a request is waited for. */
  async function onTakenOver(): Promise<void> {
    isTakenOver = true
    if (isBusy() && !isAskedFor) return offer()
    await draft.save()
    reloadOnce()
  }

  /** Nobody looks, nothing is written, nothing is on its way: the best moment for a new version. */
  async function onRest(): Promise<void> {
    if (state.get().update === 'waiting' && !isBusy()) await takeOver()
  }

  async function read(): Promise<Readiness> {
    const readiness = await worker.readiness()
    state.set({ ...state.get(), readiness })
    return readiness
  }

  async function check(): Promise<void> {
    if (state.get().update === 'waiting') return
    state.set({ ...state.get(), update: 'checking' })
    await worker.check().catch(onTrouble)
    if (state.get().update === 'checking') state.set({ ...state.get(), update: 'current' })
  }

  const carefully = (work: () => Promise<unknown>) => () => void work().catch(onTrouble)
  const checkLater = () =>
    timing.after(
      CHECK_EVERY_MS,
      carefully(() => check().finally(checkLater)),
    )

  return {
    ...{ state, read, check, apply },
    async start() {
      const onInstalled = carefully(async () => {
        const { files, total } = await read()
        if (files === total) notices.ready()
      })
      const onFailed = () => state.set({ ...state.get(), hasFailed: true })
      await worker.register({ onInstalled, onFailed, onWaiting: offer, onTakenOver: carefully(onTakenOver) })
      attention.onWake(carefully(check))
      attention.onRest(carefully(onRest))
      checkLater()
    },
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}
