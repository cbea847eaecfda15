/** A message on its way in. */
export interface OutgoingMessage {
  readonly body: string
  /** Whole seconds before it can be received, 0 to 900; 0 if left out. */
  readonly delaySeconds?: number
}

/** A message that was received and is hidden from other receivers until its visibility timeout ends. */
export interface ReceivedMessage {
  readonly messageId: string
  readonly body: string
  /** Stands for this one receive; a later receive of the same message has another. */
  readonly receipt: string
  /** How often the message was received, this time included. Receives lost to a killed process do not count. */
  readonly receiveCount: number
  /** Milliseconds since the epoch. */
  readonly sentAtMs: number
}

export interface ReceiveOptions {
  /** 1 to 10. */
  readonly max: number
  /** Waits this long for a first message, in milliseconds, up to 20,000; 0 answers at once. */
  readonly waitMs: number
  /** Ends the wait early; the answer is then empty. */
  readonly signal?: AbortSignal
}

/**
 * Owns the work: at least once, in no promised order. A message that was received is visible again after the visibility
 * timeout unless it was deleted; one received more often than the limit goes to the dead letters instead.
 * Every adapter passes `job-queue.conformance.ts`.
 */
export interface JobQueue {
  /** Resolves when every message is owned durably; throws when that is not certain for all of them. */
  send(messages: readonly OutgoingMessage[]): Promise<void>
  receive(options: ReceiveOptions): Promise<readonly ReceivedMessage[]>
  /** Ends a message for good. A receipt that is no longer valid is no error. */
  delete(receipt: string): Promise<void>
  /** Makes a received message visible again after `delaySeconds`. A receipt that is no longer valid is no error. */
  release(receipt: string, delaySeconds: number): Promise<void>
  /** Throws when the queue cannot be reached. For health. */
  check(): Promise<void>
}
