import * as v from 'valibot'
import type { Api } from '#api/api.ts'
import { isEnded, type StatusAnswer } from '#contract/job.ts'
import { type GenerateAnswer, normalizePrompt } from '#contract/prompt.ts'
import type { Database } from '#offline/database.ts'
import type { Draft } from '#offline/draft.ts'
import { createJobBoard, type JobBoard } from '#offline/job-board.ts'
import type { JobBoardState } from '#offline/job-board-state.ts'
import { AcceptedJob } from '#offline/job-record.ts'
import { createJobStore } from '#offline/job-store.ts'
import type { Writable } from '#offline/observable.ts'
import { onceAtATime } from '#offline/once-at-a-time.ts'
import { createOutbox, type Outbox } from '#offline/outbox.ts'
import { createOutboxApi } from '#offline/outbox-api.ts'
import { createOutboxMirror } from '#offline/outbox-mirror.ts'
import { type OutboxState, waitingPrompts } from '#offline/outbox-state.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import { createOverdueHolder, readPromptClaim } from '#offline/overdue-holder.ts'
import type { OwnerKeySource } from '#offline/owner-key.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import type { Restored } from '#offline/restore-outbox.ts'
import { createSenderLock } from '#offline/sender-lock.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import { createSubmitPrompt, type SubmitPrompt } from '#offline/submit-prompt.ts'
import { countWaitingDeletions } from '#offline/waiting-deletions.ts'
import { createAfterSuccess } from '#platform/after-success.ts'
import type { Device } from '#platform/device.ts'
import { noteFilled } from '#platform/filled-screens.ts'
import type { Notices } from '#platform/notices.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import { describeProgress } from './describe-progress.ts'
import { describeSending } from './describe-sending.ts'
import { followSounds } from './follow-sounds.ts'
import type { ServiceParts } from './services.ts'
import { submitWithCare } from './submit-with-care.ts'
import { tellOutside } from './tell-outside.ts'

const RECENT_JOBS = 'recentJobs'

const steadyNow = () => performance.now()

interface SendingTools
  extends Pick<
    ServiceParts,
    | 'timing'
    | 'attention'
    | 'news'
    | 'tabs'
    | 'locks'
    | 'caches'
    | 'deviceStorage'
    | 'requestWakeUp'
    | 'system'
    | 'install'
  > {
  readonly api: Api
  readonly ownerKey: OwnerKeySource
  readonly mintId: () => string
  readonly database: Database
  readonly settings: SettingsStore
  readonly draft: Draft
  readonly outboxState: Writable<OutboxState>
  readonly boardState: Writable<JobBoardState>
  readonly restored: Writable<Restored>
  readonly notices: Notices
  readonly announce: (sentence: string | undefined) => void
  readonly reportAt: (where: string) => (error: unknown) => void
  /** Begins to send deletions too. */
  readonly startGallery: () => Promise<unknown>
  readonly openDevice: () => Promise<Pick<Device, 'openSounds'>>
}

/** The outbox of this page and the jobs that become of its prompts: all that is not needed before something is written. */
export interface Sending {
  readonly outbox: Outbox
  readonly jobs: JobBoard
  readonly submitPrompt: SubmitPrompt
}

/** Brings back what waits and what was accepted, and begins to send. */
export async function startSending(tools: SendingTools): Promise<Sending> {
  const { database, timing, draft, settings, mintId, announce, reportAt, restored, outboxState } = tools
  const onTrouble = reportAt('outbox')
  const tell = tellOutside({ ...tools, onTrouble })
  const sound = followSounds(tools)
  const afterSuccess = createAfterSuccess({ ...tools, now: timing.now })
  const store = createOutboxStore(database)
  const jobs = createJobBoard({
    ...{ ...tools, state: tools.boardState, jobStore: createJobStore(database, reportAt('jobs')) },
    onProgress(before, after) {
      const sentence = describeProgress(before, after)
      announce(sentence)
      tell(after, sentence)
      sound(before, after).catch(onTrouble)
      const hasPicture = after.results.some((result) => result.status === 'completed')
      if (isEnded(after.status) && hasPicture && sentence !== undefined) afterSuccess().catch(onTrouble)
    },
    async onLost(jobId) {
      try {
        return (await outbox.resend(jobId)) !== undefined
      } catch (error) {
        onTrouble(error)
        return false
      }
    },
  })
  const outbox = createOutbox({
    ...{ ...tools, state: outboxState, store, onTrouble },
    api: createOutboxApi(tools),
    lock: createSenderLock(tools.locks, createOverdueHolder({ readClaim: () => readPromptClaim(store), steadyNow })),
    mirror: createOutboxMirror(tools.caches),
    onSent(record, job) {
      if (job !== undefined && record.state === 'accepted') jobs.add(jobOf(record, job))
      announce(describeSending(record, job))
    },
    onNews: () => adoptAccepted().catch(onTrouble),
  })

  // Another tab that sends a thousand prompts tells of each; they are read a few times.
  const adoptAccepted = onceAtATime(async () => {
    await jobs.adopt((await outbox.readAccepted()).map((record) => jobOf(record)))
  })

  /** A page that died between saving a prompt and emptying the box left its text there too. */
  async function emptySubmittedDraft(): Promise<void> {
    const record = await outbox.find(draft.id())
    if (record === undefined) return
    const { text } = draft.state.get()
    draft.submitted(record.id, normalizePrompt(text) === record.about.prompt ? text : '')
  }

  /** The first versions kept the latest jobs among the settings. */
  async function adoptRecentJobs(): Promise<void> {
    const recent = (await settings.read(RECENT_JOBS, v.array(AcceptedJob))) ?? []
    if (recent.length === 0) return
    await jobs.adopt(recent)
    await settings.write(RECENT_JOBS, [])
  }

  async function start(): Promise<void> {
    const found = await outbox.start()
    restored.set(found)
    if (found.isDataLost) announce(outboxTexts.lost(found.prompts))
    await Promise.all([adoptAccepted(), emptySubmittedDraft()])
    await outbox.prune()
  }

  await adoptRecentJobs()
  await jobs.load()
  // A device that keeps nothing still shows the app.
  await start().catch((error: unknown) => {
    onTrouble(error)
    announce(outboxTexts.notRead)
  })
  keepNoted(tools)
  // Deletions of an earlier visit go on by themselves; nothing here waits for them.
  resumeDeletions(tools).catch(onTrouble)
  tools.attention.onRest(() => {
    if (outboxState.get().records.length > 0) tools.requestWakeUp().catch(onTrouble)
  })
  const submitPrompt = submitWithCare(createSubmitPrompt({ outbox, draft, mintId }), { ...tools, onTrouble })
  return { outbox, jobs, submitPrompt }
}

/** For the first paint of the next visit. */
function keepNoted({ outboxState, boardState }: SendingTools): void {
  function note(): void {
    const { isRead, newer, queue } = outboxState.get()
    // A device that cannot be read is not known to be empty.
    if (!isRead) return
    const isWaiting = waitingPrompts(outboxState.get()).length > 0
    noteFilled({
      create: isWaiting || boardState.get().shown.length > 0,
      outbox: isWaiting || newer > 0 || queue.isPaused,
    })
  }
  note()
  outboxState.subscribe(note)
  boardState.subscribe(note)
}

async function resumeDeletions({ database, startGallery }: SendingTools): Promise<void> {
  if ((await countWaitingDeletions(database)) > 0) await startGallery()
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
