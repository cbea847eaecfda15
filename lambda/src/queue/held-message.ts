import type { MessageState } from './message-file.ts'
import type { IndexedMessage, MessageIndex } from './message-index.ts'
import type { QueueChanges } from './queue-changes.ts'
import type { QueueClock } from './queue-clock.ts'
import type { QueueFolder } from './queue-folder.ts'

export interface HoldRules {
  /**
   * Of this start of the process, 1 to 64 letters, digits and hyphens, never used before: what another start holds is
   * visible again at once.
   */
  readonly startId: string
  readonly visibilityTimeoutMs: number
  /** A message received this often and still not deleted becomes a dead letter. */
  readonly maxReceives: number
  readonly clock: QueueClock
}

export interface QueueParts {
  readonly rules: HoldRules
  readonly folder: QueueFolder
  readonly index: MessageIndex
  readonly changes: QueueChanges
}

/** The state of a message after one more receive, by this process. */
export function heldState(state: MessageState, rules: HoldRules): MessageState {
  const visibleAtMs = rules.clock.now() + rules.visibilityTimeoutMs
  return { ...state, receives: state.receives + 1, visibleAtMs, holder: rules.startId }
}

/** Never the same twice: a receive that is lost to a crash moves from one count to the other, so their sum only grows. */
export function receiptOf(state: MessageState): string {
  return `${state.holder}.${state.messageId}.${state.receives + state.crashes}`
}

/** Runs `action` on the message of a receipt; does nothing for a receipt that is no longer valid. */
export async function withHeld(
  parts: QueueParts,
  receipt: string,
  action: (message: IndexedMessage) => Promise<unknown>,
): Promise<void> {
  for (;;) {
    const since = parts.changes.version()
    const message = findHeld(parts, receipt)
    if (message === undefined) return
    if (!message.busy) {
      message.busy = true
      await whileBusy(parts, message, () => action(message))
      return
    }
    await parts.changes.wait({ since, ms: Number.POSITIVE_INFINITY, signal: undefined })
  }
}

/** Ends the busy time of a message that was marked busy by the caller, and lets everybody look again. */
export async function whileBusy<Result>(
  parts: QueueParts,
  message: IndexedMessage,
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action()
  } finally {
    message.busy = false
    parts.changes.announce()
  }
}

/** False when the message's file is gone. */
export async function moveTo(parts: QueueParts, message: IndexedMessage, state: MessageState): Promise<boolean> {
  const moved = await parts.folder.move(message.state, state)
  if (moved) message.state = state
  else parts.index.forget(state.messageId)
  return moved
}

function findHeld({ index, rules }: QueueParts, receipt: string): IndexedMessage | undefined {
  const message = index.find(receipt.split('.')[1] ?? '')
  if (message === undefined || message.state.holder !== rules.startId) return undefined
  const valid = receiptOf(message.state) === receipt && message.state.visibleAtMs > rules.clock.now()
  return valid ? message : undefined
}
