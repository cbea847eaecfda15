import * as v from 'valibot'
import type { StatusAnswer } from '#contract/job.ts'
import { type GenerateAnswer, normalizePrompt } from '#contract/prompt.ts'
import type { Draft } from '#offline/draft.ts'
import type { JobBoard } from '#offline/job-board.ts'
import { AcceptedJob } from '#offline/job-record.ts'
import { createObservable } from '#offline/observable.ts'
import { createOutbox } from '#offline/outbox.ts'
import { createOutboxApi } from '#offline/outbox-api.ts'
import { createOutboxMirror } from '#offline/outbox-mirror.ts'
import type { OutboxStore } from '#offline/outbox-store.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import type { Restored } from '#offline/restore-outbox.ts'
import { createSenderLock } from '#offline/sender-lock.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import { createSubmitPrompt } from '#offline/submit-prompt.ts'
import type { ServiceParts } from './services.ts'

interface SendingTools extends Pick<ServiceParts, 'timing' | 'attention' | 'news' | 'locks' | 'caches'> {
  readonly api: Parameters<typeof createOutboxApi>[0]['api']
  readonly ownerKey: Parameters<typeof createOutboxApi>[0]['ownerKey']
  readonly mintId: () => string
  readonly store: OutboxStore
  readonly settings: SettingsStore
  readonly draft: Draft
  readonly jobs: JobBoard
  readonly onSent: (record: PromptRecord, job?: GenerateAnswer | StatusAnswer) => void
  readonly onTrouble: (error: unknown) => void
}

/** The outbox of this page, and what binds it to the draft before it and to the jobs after it. */
export function createSending(tools: SendingTools) {
  const { store, timing, draft, jobs, settings, mintId, onTrouble } = tools
  const restored = createObservable<Restored>({ prompts: 0, isDataLost: false })
  const outbox = createOutbox({
    ...tools,
    api: createOutboxApi(tools),
    lock: createSenderLock(tools.locks, () => hasOverdueHolder(store, timing.now())),
    mirror: createOutboxMirror(tools.caches),
    onSent(record, job) {
      if (job !== undefined && record.state === 'accepted') jobs.add(jobOf(record, job))
      tools.onSent(record, job)
    },
    onNews: () => adoptAccepted().catch(onTrouble),
  })

  async function adoptAccepted(): Promise<void> {
    await jobs.adopt((await outbox.readAccepted()).map((record) => jobOf(record)))
  }

  /** A page that died between saving a prompt and emptying the box left its text there too. */
  async function emptySubmittedDraft(): Promise<void> {
    const record = await outbox.find(draft.id())
    if (record === undefined) return
    const { text } = draft.state.get()
    draft.submitted(record.id, normalizePrompt(text) === record.about.prompt ? text : '')
  }

  return {
    ...{ outbox, restored },
    submitPrompt: createSubmitPrompt({ outbox, draft, mintId }),
    /** Brings back what waits and what was accepted, and begins to send. */
    async start() {
      await jobs.adopt((await settings.read('recentJobs', v.array(AcceptedJob))) ?? [])
      restored.set(await outbox.start())
      await Promise.all([adoptAccepted(), emptySubmittedDraft()])
      await outbox.prune()
    },
  }
}

function jobOf(record: PromptRecord, job?: GenerateAnswer | StatusAnswer): AcceptedJob {
  const { id, about, finishedAt, createdAt } = record
  const labels = new Map(about.models.map((model) => [model.id, model]))
  const models = job !== undefined && 'models' in job ? job.models : [...labels.keys()]
  return {
    jobId: id,
    prompt: about.prompt,
    createdAt: job?.createdAt ?? new Date(finishedAt ?? createdAt).toISOString(),
    ...(about.aspectRatio !== undefined && { aspectRatio: about.aspectRatio }),
    models: models.map((model) => labels.get(model) ?? { id: model, label: model, provider: '' }),
  }
}

async function hasOverdueHolder(store: OutboxStore, now: number): Promise<boolean> {
  const { records } = await store.readOpen()
  return records.some(({ state, leaseUntil }) => state === 'sending' && leaseUntil <= now)
}
