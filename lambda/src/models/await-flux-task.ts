import * as v from 'valibot'
import { parseAnswer } from './classify-response.ts'
import { exchange, type ProviderAnswer } from './exchange.ts'
import { type ProviderCall, type ProviderContext, pause } from './provider-context.ts'
import { type FailedOutcome, type FailureFacts, failedOutcome } from './provider-outcome.ts'
import { readRetryAfterMs } from './retry-after.ts'

export interface FluxTask {
  /** As the answer to the submit named it: asked exactly like that, or not at all. */
  readonly pollingUrl: string
  /** The task's id, for the log. */
  readonly requestId: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** A finished task: the address of its picture, and the seed where it is told. */
export interface ReadyTask {
  readonly status: 'ready'
  readonly sample: string
  readonly seed: number | undefined
}

const FIRST_PAUSE_MS = 500
const PAUSE_GROWTH = 4 / 3
const LONGEST_PAUSE_MS = 3000
/** Polls in a row that fail before the task is given up, a quarter of a minute: it is paid for, so that it is worth a wait. */
const MAX_TROUBLES = 8

const Seed = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), undefined)
const Sample = v.fallback(v.optional(v.string()), undefined)
const Poll = v.object({
  status: v.string(),
  result: v.fallback(v.optional(v.object({ sample: Sample, seed: Seed })), undefined),
})

/** What ends a task without a picture. Any status that is not named here ends it too, with its charge unknown. */
const ENDS: ReadonlyMap<string, Pick<FailureFacts, 'kind' | 'code' | 'retryable'>> = new Map([
  ['Request Moderated', { kind: 'refused', code: 'request-moderated' }],
  ['Content Moderated', { kind: 'refused', code: 'content-moderated' }],
  ['Error', { kind: 'upstream', code: 'task-error', retryable: true }],
  ['Task not found', { kind: 'upstream', code: 'task-not-found' }],
])

type PollResult =
  | ReadyTask
  | FailedOutcome
  | { readonly status: 'pending' }
  /** No word of the task itself; asking again is free. */
  | { readonly status: 'trouble'; readonly outcome: FailedOutcome; readonly retryAfterMs: number | undefined }

/** Asks for a task until it ends, the run's time is up, or the provider does not answer any more. */
export async function awaitFluxTask(call: ProviderCall, task: FluxTask): Promise<ReadyTask | FailedOutcome> {
  if (!mayHoldTheKey(task.pollingUrl, call.context)) return taskFailed(call, task, { code: 'poll-refused' })
  const { now, log } = call.context
  const stillPending = taskFailed(call, task, { kind: 'timeout', code: 'still-pending' })
  let atEnd = stillPending
  let pauseMs = FIRST_PAUSE_MS
  let waitMs = pauseMs
  let troubles = 0
  for (;;) {
    if (now() + waitMs >= call.deadlineAtMs || !(await pause(call, waitMs))) return atEnd
    const poll = await pollOnce(call, task)
    if (poll.status === 'ready' || poll.status === 'failed') return poll
    pauseMs = Math.min(pauseMs * PAUSE_GROWTH, LONGEST_PAUSE_MS)
    waitMs = Math.round(pauseMs)
    if (poll.status === 'pending') {
      troubles = 0
      atEnd = stillPending
      continue
    }
    troubles += 1
    atEnd = poll.outcome
    if (troubles >= MAX_TROUBLES) return poll.outcome
    waitMs = Math.max(waitMs, poll.retryAfterMs ?? 0)
    log?.warn('poll-trouble', { model: call.modelId, troubles, waitMs, code: poll.outcome.code })
  }
}

/** Whether an address is the provider's own, or the origin that the operator set. Everywhere else the key would leak. */
function mayHoldTheKey(text: string, { trustedOrigin }: ProviderContext): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (trustedOrigin !== undefined && url.origin === trustedOrigin) return true
  return url.protocol === 'https:' && (url.hostname === 'bfl.ai' || url.hostname.endsWith('.bfl.ai'))
}

async function pollOnce(call: ProviderCall, task: FluxTask): Promise<PollResult> {
  const answer = await exchange(call, { method: 'GET', url: task.pollingUrl, headers: task.headers })
  if (answer.status === 'unanswered') {
    const { reason, code = reason, detail } = answer
    // Even where the poll never connected: the submit before it was taken, so that no second one is worth offering.
    const outcome = taskFailed(call, task, { kind: reason === 'aborted' ? 'timeout' : 'upstream', code, detail })
    const isFinal = reason === 'aborted' || reason === 'too-large'
    return isFinal ? outcome : { status: 'trouble', outcome, retryAfterMs: undefined }
  }
  const { httpStatus, headers } = answer
  if (httpStatus >= 200 && httpStatus < 300) return readPoll(call, task, answer)
  // Not by the table of statuses: a 404 is a lost task here, no model that is gone, and a 401 comes after the charge.
  const outcome = taskFailed(call, task, { code: 'poll-failed', httpStatus, detail: beginningOf(answer) })
  if (httpStatus < 500 && httpStatus !== 429 && httpStatus !== 408) return outcome
  return { status: 'trouble', outcome, retryAfterMs: readRetryAfterMs(headers, call.context.now()) }
}

function readPoll(call: ProviderCall, task: FluxTask, answer: ProviderAnswer): PollResult {
  const { httpStatus } = answer
  const detail = beginningOf(answer)
  const poll = parseAnswer(Poll, answer)
  if (poll === undefined) return taskFailed(call, task, { code: 'no-status', httpStatus, detail })
  const { status, result } = poll
  if (status === 'Pending') return { status: 'pending' }
  if (status !== 'Ready') {
    // Otherwise as it was written, so that the redaction knows a key again.
    const end = ENDS.get(status) ?? { code: status.replaceAll(' ', '-') }
    return taskFailed(call, task, { ...end, httpStatus, detail })
  }
  if (result?.sample) return { status: 'ready', sample: result.sample, seed: result.seed }
  return taskFailed(call, task, { code: 'no-picture', httpStatus, detail })
}

function taskFailed(call: ProviderCall, { requestId }: FluxTask, facts: Partial<FailureFacts>): FailedOutcome {
  return failedOutcome(call, { kind: 'upstream', requestId, ...facts })
}

function beginningOf({ bytes }: ProviderAnswer): string {
  return new TextDecoder().decode(bytes.subarray(0, 4096))
}
