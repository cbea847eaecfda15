import type { MessageState } from './message-file.ts'

/** A message as the process knows it; its file is the truth. */
export interface IndexedMessage {
  state: MessageState
  /** Its file is being changed; nobody else may touch the message. */
  busy: boolean
}

/** The messages of a file queue in memory, in the order of sending, so that a receive needs no look at the folder. */
export interface MessageIndex {
  add(state: MessageState): void
  find(messageId: string): IndexedMessage | undefined
  forget(messageId: string): void
  /** Up to `max` visible messages, marked busy before anybody else can see them. */
  pickVisible(max: number, nowMs: number): readonly IndexedMessage[]
  /** When the next message becomes visible, milliseconds since the epoch; Infinity if none is hidden. */
  nextVisibleAtMs(): number
}

export function createMessageIndex(states: readonly MessageState[]): MessageIndex {
  const messages = new Map<string, IndexedMessage>()
  for (const state of states) add(state)

  function add(state: MessageState) {
    messages.set(state.messageId, { state, busy: false })
  }

  return {
    add,
    find: (messageId) => messages.get(messageId),
    forget(messageId) {
      messages.delete(messageId)
    },
    pickVisible(max, nowMs) {
      const picked: IndexedMessage[] = []
      for (const message of messages.values()) {
        if (picked.length >= max) break
        if (message.busy || message.state.visibleAtMs > nowMs) continue
        message.busy = true
        picked.push(message)
      }
      return picked
    },
    nextVisibleAtMs() {
      let next = Number.POSITIVE_INFINITY
      for (const { busy, state } of messages.values()) {
        // The end of a change wakes every waiting receive by itself.
        if (!busy) next = Math.min(next, state.visibleAtMs)
      }
      return next
    },
  }
}
