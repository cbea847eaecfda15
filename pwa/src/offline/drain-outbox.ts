import type { Answer } from '#api/answer.ts'
import type { StatusAnswer } from '#contract/job.ts'
import type { GenerateAnswer } from '#contract/prompt.ts'
import { queueAfter } from './change-queue.ts'
import { claimNext, type Task } from './claim-next.ts'
import { classifyAnswer, classifyFailure, type SendOutcome } from './classify-answer.ts'
import type { OutboxStore } from './outbox-store.ts'
import { OUTBOX_TIMING, type OutboxTiming } from './outbox-timing.ts'
import type { PromptRecord } from './prompt-record.ts'
import { settleCancel, settleSend } from './settle-send.ts'
import type { Timing } from './timing.ts'

/** How the outbox reaches the server. Every outcome is a value. */
export interface OutboxApi {
  readonly generate: (prompt: Pick<PromptRecord, 'id' | 'body' | 'correlationId'>) => Promise<Answer<GenerateAnswer>>
  readonly cancel: (prompt: Pick<PromptRecord, 'id' | 'correlationId'>) => Promise<Answer<StatusAnswer>>
  /** Whether our server answers, and nobody in its place. */
  readonly probe: () => Promise<'there' | 'away' | 'portal'>
}

/**
 * One sender at a time, over all tabs and the service worker.
 * `work` gets whether it is alone: false where the platform has no locks, or this one was wrested from a holder that
 * slept. Undefined where another sender is at it.
 */
export type SenderLock = <T>(work: (isAlone: boolean) => Promise<T>) => Promise<T | undefined>

export interface DrainTools {
  readonly store: OutboxStore
  readonly api: OutboxApi
  readonly lock: SenderLock
  readonly time: Pick<Timing, 'now' | 'random'>
  readonly timing?: OutboxTiming
  /** Asked before each prompt; false ends the drain with something left. */
  readonly mayGoOn?: () => boolean
  /** Called after each change that the drain has made. */
  readonly onChange?: (record: PromptRecord, job?: GenerateAnswer | StatusAnswer) => void
}

export interface DrainEnd {
  /** When something will be due, milliseconds; undefined while nothing waits for a time. */
  readonly wakeAt?: number | undefined
}

/**
 * Sends what is due, in order, until nothing is. Page and service worker use it alike; a drain with nothing due is one
 * short transaction, so every reason to look is a good one.
 * @throws where the device's database cannot be used
 */
export async function drainOutbox(tools: DrainTools): Promise<DrainEnd> {
  const { lock, time, timing = OUTBOX_TIMING, mayGoOn = () => true } = tools
  for (;;) {
    if (!mayGoOn()) return { wakeAt: time.now() }
    // Held for one prompt, not for the queue: a holder that dies or sleeps costs the others one lease at most.
    const step = await lock((isAlone) => takeStep({ ...tools, timing }, isAlone))
    if (step === undefined) return { wakeAt: time.now() + timing.leaseMs }
    if (step.kind === 'rest') return { wakeAt: step.wakeAt }
  }
}

type StepTools = DrainTools & { readonly timing: OutboxTiming }

async function takeStep(tools: StepTools, isAlone: boolean): Promise<Task> {
  const { store, time, timing } = tools
  const task = await claimNext(store, { now: time.now(), timing, isAlone })
  if (task.kind === 'send') await send(tools, task.record)
  if (task.kind === 'cancel') await cancel(tools, task.record)
  if (task.kind === 'probe') await probe(tools)
  return task
}

async function send({ store, api, time, timing, onChange }: StepTools, record: PromptRecord): Promise<void> {
  onChange?.(record)
  // No transaction is open here: none would survive the wait for the network.
  const outcome = classifyAnswer(await api.generate(record))
  const settled = await settleSend(store, record, outcome, { now: time.now(), timing, random: time.random })
  if (settled !== undefined) onChange?.(settled, outcome.kind === 'accepted' ? outcome.job : undefined)
}

/** Tells the server of a prompt that was taken back, until it has heard it. */
async function cancel({ store, api, time, timing, onChange }: StepTools, record: PromptRecord): Promise<void> {
  const answer = await api.cancel(record)
  // A server that will never take the cancel will never take the prompt from here either: it is over on this device.
  const outcome: SendOutcome = answer.ok ? { kind: 'canceled' } : classifyFailure(answer.failure)
  const moment = { now: time.now(), timing, random: time.random }
  const settled = await settleCancel(
    store,
    record,
    { outcome, isRunning: answer.ok && answer.value.status !== 'canceled' },
    moment,
  )
  if (settled !== undefined) onChange?.(settled, answer.ok ? answer.value : undefined)
}

/** One cheap question in place of all the prompts that wait. */
async function probe({ store, api, time, timing }: StepTools): Promise<void> {
  const found = await api.probe()
  await store.change(async (transaction) => {
    const queue = await transaction.queue()
    if (found === 'there') return transaction.putQueue({ ...queue, failures: 0 })
    const outcome = { kind: 'later', cause: found === 'portal' ? 'portal' : 'network', scope: 'queue' } as const
    const moment = { now: time.now(), timing, random: time.random }
    return transaction.putQueue(queueAfter(queue, outcome, 0, moment))
  })
}
