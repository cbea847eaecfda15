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
