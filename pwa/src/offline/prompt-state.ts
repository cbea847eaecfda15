import type { NewPrompt, PromptRecord, RetryCause } from './prompt-record.ts'

/** What can happen to a prompt between its submission and its end. */
export type PromptEvent =
  /** A sender takes it; one that is being sent too, where whoever does so is known to be gone. */
  | { readonly type: 'claim'; readonly leaseUntil: number }
  | { readonly type: 'accept'; readonly fence: number; readonly now: number }
  | { readonly type: 'retry'; readonly fence: number; readonly error: RetryError; readonly now: number }
  | { readonly type: 'reject'; readonly fence: number; readonly code: string; readonly now: number }
  /** The server says that it was canceled: by this device, a restored copy of it, or its owner. */
  | { readonly type: 'gone'; readonly fence: number; readonly now: number }
  | { readonly type: 'edit'; readonly body: string; readonly about: NewPrompt['about'] }
  | { readonly type: 'cancel'; readonly now: number }
  /** The server has confirmed a cancel; `isRunning` where models had begun and their pictures will come. */
  | { readonly type: 'confirm-cancel'; readonly isRunning: boolean; readonly now: number }
  | { readonly type: 'retry-cancel'; readonly nextAttemptAt: number }
  | { readonly type: 'grow-stale' }
  | { readonly type: 'try-now'; readonly now: number }
  | { readonly type: 'move'; readonly seq: number }
  /** The server no longer knows the job that it had accepted. */
  | { readonly type: 'resend'; readonly acceptedSince: number }

export interface RetryError {
  readonly cause: RetryCause
  readonly code?: string | undefined
  readonly nextAttemptAt: number
  readonly notBefore: number
}

/** The one table of transitions: the record after an event, or undefined where the event is not possible in its state. */
export function reducePrompt(record: PromptRecord, event: PromptEvent): PromptRecord | undefined {
  switch (event.type) {
    case 'claim':
      return claim(record, event)
    case 'accept':
    case 'gone':
    case 'reject':
    case 'retry':
      // A sender whose lease was given to another may no longer settle anything: its fence is an old one.
      return record.state === 'sending' && record.fence === event.fence ? settle(record, event) : undefined
    case 'edit':
      return edit(record, event)
    case 'cancel':
      return cancel(record, event.now)
    case 'confirm-cancel':
    case 'retry-cancel':
      return record.state === 'canceling' ? settleCancel(record, event) : undefined
    case 'grow-stale':
      return record.state === 'queued' ? { ...record, state: 'stale' } : undefined
    case 'try-now':
      return isWaiting(record) ? tryNow(record, event.now) : undefined
    case 'resend':
      return resend(record, event)
    case 'move':
      return isWaiting(record) ? { ...record, seq: event.seq } : undefined
    default:
      return event satisfies never
  }
}

type EventOf<Type extends PromptEvent['type']> = Extract<PromptEvent, { type: Type }>

function claim(record: PromptRecord, { leaseUntil }: EventOf<'claim'>): PromptRecord | undefined {
  const { state, fence, attempts } = record
  if (state !== 'queued' && state !== 'sending') return undefined
  return { ...record, state: 'sending', leaseUntil, fence: fence + 1, attempts: attempts + 1 }
}

function settle(record: PromptRecord, event: EventOf<'accept' | 'gone' | 'reject' | 'retry'>): PromptRecord {
  switch (event.type) {
    case 'accept':
      return end(record, 'accepted', event.now)
    case 'gone':
      return end(record, 'canceled', event.now)
    case 'reject':
      return { ...free(record), state: 'failed', failure: event.code }
    case 'retry':
      return retry(record, event)
    default:
      return event satisfies never
  }
}

function settleCancel(record: PromptRecord, event: EventOf<'confirm-cancel' | 'retry-cancel'>): PromptRecord {
  if (event.type === 'retry-cancel') return { ...record, nextAttemptAt: event.nextAttemptAt }
  return end(record, event.isRunning ? 'accepted' : 'canceled', event.now)
}

function retry(record: PromptRecord, { error, now }: EventOf<'retry'>): PromptRecord {
  const { cause, code, nextAttemptAt, notBefore } = error
  return {
    ...free(record),
    ...{ state: 'queued', nextAttemptAt, notBefore },
    networkFailures: record.networkFailures + (cause === 'network' || cause === 'portal' ? 1 : 0),
    serverErrors: record.serverErrors + (cause === 'server' ? 1 : 0),
    lastError: { cause, at: now, ...(code !== undefined && { code }) },
  }
}

/** A text that may have been sent is never changed under its id: the server would know another one. */
function edit(record: PromptRecord, { body, about }: EventOf<'edit'>): PromptRecord | undefined {
  return isWaiting(record) && record.attempts === 0 ? { ...record, body, about } : undefined
}

/** What never left the device is simply over; of the rest the server has to hear. */
function cancel(record: PromptRecord, now: number): PromptRecord | undefined {
  const { state, attempts } = record
  if (state === 'sending' || (isWaiting(record) && attempts > 0)) {
    return { ...free(record), state: 'canceling', nextAttemptAt: 0 }
  }
  return isWaiting(record) || state === 'failed' ? end(record, 'canceled', now) : undefined
}

function tryNow(record: PromptRecord, now: number): PromptRecord {
  // A writer who answered the question about an old prompt is not asked again.
  const createdAt = record.state === 'stale' ? now : record.createdAt
  return { ...record, state: 'queued', createdAt, nextAttemptAt: record.notBefore > now ? record.notBefore : 0 }
}

/** Once, and under the same id with the same bytes: a server that has it after all finds the job, and none is paid twice. */
function resend(record: PromptRecord, { acceptedSince }: EventOf<'resend'>): PromptRecord | undefined {
  const { finishedAt, resends = 0, ...rest } = record
  if (record.state !== 'accepted' || resends > 0 || (finishedAt ?? 0) < acceptedSince) return undefined
  return { ...rest, state: 'queued', nextAttemptAt: 0, notBefore: 0, resends: resends + 1 }
}

function isWaiting({ state }: PromptRecord): boolean {
  return state === 'queued' || state === 'stale'
}

function end(record: PromptRecord, state: 'accepted' | 'canceled', now: number): PromptRecord {
  return { ...free(record), state, finishedAt: now }
}

function free(record: PromptRecord): PromptRecord {
  return { ...record, leaseUntil: 0 }
}
