import type { OutboxContent } from './outbox-store.ts'
import type { PromptRecord } from './prompt-record.ts'
import { EMPTY_QUEUE } from './queue-state.ts'

export interface OutboxState extends OutboxContent {
  /** False until the device has been read for the first time. */
  readonly isRead: boolean
}

/** Before the device has been read. */
export const UNREAD_OUTBOX: OutboxState = { isRead: false, records: [], newer: 0, queue: EMPTY_QUEUE }

/** What somebody waits for: not what was taken back, of which only the server still has to hear. */
export function waitingPrompts({ records }: OutboxContent): readonly PromptRecord[] {
  return records.filter(({ state }) => state !== 'canceling')
}

/** With a prompt that was just put at the end. */
export function withQueued(outbox: OutboxState, record: PromptRecord): OutboxState {
  const isKnown = record.state !== 'queued' || outbox.records.some(({ id }) => id === record.id)
  return isKnown ? outbox : { ...outbox, records: [...outbox.records, record] }
}

/** With what became of a prompt; one that is over is gone. */
export function withNoted(outbox: OutboxState, record: PromptRecord, hasEnded: boolean): OutboxState {
  const records = outbox.records.flatMap((each) => (each.id !== record.id ? each : hasEnded ? [] : record))
  return { ...outbox, records }
}
