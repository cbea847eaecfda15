import { createApi } from '#api/api.ts'
import { mintJobId } from '#contract/ids.ts'
import { createDatabase } from '#offline/database.ts'
import { createDraft } from '#offline/draft.ts'
import { createJobBoard } from '#offline/job-board.ts'
import { createJobStore } from '#offline/job-store.ts'
import { createModelChoice } from '#offline/model-choice.ts'
import { createModelList } from '#offline/model-list.ts'
import { createObservable } from '#offline/observable.ts'
import type { News } from '#offline/outbox.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { createOwnerKey } from '#offline/owner-key.ts'
import type { Attention } from '#offline/poll-jobs.ts'
import type { Locks } from '#offline/sender-lock.ts'
import { createSettingsStore } from '#offline/settings-store.ts'
import type { Timing } from '#offline/timing.ts'
import { createNotices } from '#platform/notices.ts'
import { createReportError } from '#platform/report-error.ts'
import type { Services } from '#platform/services-context.tsx'
import { createSending } from './create-sending.ts'
import { describeProgress } from './describe-progress.ts'
import { describeSending } from './describe-sending.ts'

/** The parts of the outside world that tests replace. */
export interface ServiceParts {
  readonly fetch: typeof fetch
  readonly timing: Timing
  readonly attention: Attention
  readonly news: News
  /** Undefined where the browser has none. */
  readonly locks: Locks | undefined
  readonly caches: Pick<CacheStorage, 'open'> | undefined
  readonly randomBytes: (bytes: Uint8Array<ArrayBuffer>) => unknown
}

export interface StartedServices extends Services {
  /** Brings back what the device remembers of the last visit. */
  readonly load: () => Promise<unknown>
}

/** Everything the screens work with. */
export function createServices(parts: ServiceParts): StartedServices {
  const { fetch, timing, attention, randomBytes } = parts
  // Not crypto.randomUUID, which plain http addresses of a home network do not have.
  const mintId = () => mintJobId(timing.now(), randomBytes)
  const api = createApi({ fetch, sleep: sleepWith(timing) })
  const reportError = createReportError(api, mintId)
  const reportAt = (where: string) => (error: unknown) => void reportError({ error, where, level: 'WARNING' })
  const database = createDatabase({ onTrouble: reportAt('database') })
  const settings = createSettingsStore(database, reportAt('settings'))
  const store = createOutboxStore(database)
  const statusLine = createObservable('')
  const ownerKey = createOwnerKey(settings, randomBytes)
  const draft = createDraft({ settings, timing, mintId })
  const modelChoice = createModelChoice(settings)
  const modelList = createModelList({ api, settings, now: timing.now, mintId })
  const jobs = createJobBoard({
    ...{ api, ownerKey, timing, mintId, attention, jobStore: createJobStore(database, reportAt('jobs')) },
    onProgress: (before, after) => announce(describeProgress(before, after)),
    onLost: async (jobId) => (await sending.outbox.resend(jobId)) !== undefined,
  })
  const sending = createSending({
    ...{ ...parts, api, ownerKey, mintId, store, settings, draft, jobs, onTrouble: reportAt('outbox') },
    onSent: (record, job) => announce(describeSending(record, job)),
  })
  const { outbox, submitPrompt, restored } = sending

  function announce(sentence: string | undefined): void {
    if (sentence !== undefined) statusLine.set(sentence)
  }

  async function load(): Promise<void> {
    await Promise.all([draft.load(), modelChoice.load(), modelList.load(), jobs.load(), ownerKey()])
    // A device that keeps nothing still shows the app; what cannot be sent is said where somebody tries.
    await sending.start().catch(reportAt('outbox'))
  }

  return {
    ...{ api, draft, jobs, modelChoice, modelList, outbox, submitPrompt, restored, statusLine, announce },
    ...{ notices: createNotices(), reportError, mintId, load, now: timing.now, after: timing.after },
  }
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
