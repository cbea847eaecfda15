import { createApi } from '#api/api.ts'
import { mintJobId } from '#contract/ids.ts'
import { createDatabase } from '#offline/database.ts'
import { createDraft } from '#offline/draft.ts'
import { createJobBoard } from '#offline/job-board.ts'
import { createModelChoice } from '#offline/model-choice.ts'
import { createModelList } from '#offline/model-list.ts'
import { createObservable } from '#offline/observable.ts'
import { createOwnerKey } from '#offline/owner-key.ts'
import type { Attention } from '#offline/poll-jobs.ts'
import { createRecentJobs } from '#offline/recent-jobs.ts'
import { createSendPrompt } from '#offline/send-prompt.ts'
import { createSettingsStore } from '#offline/settings-store.ts'
import type { Timing } from '#offline/timing.ts'
import { createReportError } from '#platform/report-error.ts'
import type { Services } from '#platform/services-context.tsx'
import { describeProgress } from './describe-progress.ts'

/** The parts of the outside world that tests replace. */
export interface ServiceParts {
  readonly fetch: typeof fetch
  readonly timing: Timing
  readonly attention: Attention
  readonly randomBytes: (bytes: Uint8Array<ArrayBuffer>) => unknown
}

export interface StartedServices extends Services {
  /** Brings back what the device remembers of the last visit. */
  readonly load: () => Promise<unknown>
}

/** Everything the screens work with. */
export function createServices({ fetch, timing, attention, randomBytes }: ServiceParts): StartedServices {
  // Not crypto.randomUUID, which plain http addresses of a home network do not have.
  const mintId = () => mintJobId(timing.now(), randomBytes)
  const api = createApi({ fetch, sleep: sleepWith(timing) })
  const reportError = createReportError(api, mintId)
  const database = createDatabase({
    onTrouble: (trouble) => reportError({ error: trouble, where: 'database', level: 'WARNING' }),
  })
  const settings = createSettingsStore(database, (error) => reportError({ error, where: 'settings', level: 'WARNING' }))
  const statusLine = createObservable('')
  const ownerKey = createOwnerKey(settings, randomBytes)
  const draft = createDraft({ settings, timing, mintId })
  const modelChoice = createModelChoice(settings)
  const modelList = createModelList({ api, settings, now: timing.now, mintId })
  const recentJobs = createRecentJobs(settings)
  const jobs = createJobBoard({
    ...{ api, ownerKey, recentJobs, timing, mintId, attention },
    onProgress: (before, after) => announce(describeProgress(before, after)),
  })
  const sendPrompt = createSendPrompt({ api, draft, jobs, ownerKey })

  function announce(sentence: string | undefined): void {
    if (sentence !== undefined) statusLine.set(sentence)
  }

  return {
    ...{ api, draft, jobs, modelChoice, modelList, sendPrompt, statusLine, announce, reportError, mintId },
    now: timing.now,
    after: timing.after,
    load: () => Promise.all([draft.load(), modelChoice.load(), modelList.load(), jobs.load(), ownerKey()]),
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
