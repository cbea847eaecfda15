import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { JobQueue, ReceivedMessage } from './job-queue.ts'
import { type QueueClock, systemQueueClock } from './queue-clock.ts'
import { toSqsEvent } from './queue-event.ts'

export interface ConsumeQueueOptions {
  readonly queue: JobQueue
  /** The worker's entry, as Lambda calls it. It may throw. */
  readonly handler: (event: SQSEvent) => Promise<SQSBatchResponse>
  /** Handlers under way at once. */
  readonly concurrency: number
  /** Hears of what a handler threw and of a queue that cannot be reached; the loop goes on. */
  readonly onError: (error: unknown) => void
  /** A failed message is visible again after so many seconds; left out: after its visibility timeout. */
  readonly retryDelaySeconds?: number
  /** Only in the event's ARN. */
  readonly queueName?: string
  readonly clock?: QueueClock
}

export interface QueueConsumer {
  /**
   * Stops receiving at once and waits up to `graceMs` for handlers under way; what is unfinished then is visible again
   * at once. Never throws.
   */
  stop(graceMs: number): Promise<void>
}

interface Consumption extends Required<Omit<ConsumeQueueOptions, 'retryDelaySeconds'>> {
  readonly retryDelaySeconds: number | undefined
  readonly stopping: AbortSignal
  readonly inFlight: Set<ReceivedMessage>
}

/** The longest wait that SQS knows. */
const WAIT_MS = 20_000
const BACKOFF_MS = 1_000

/** What Lambda's event source mapping with a batch size of 1 does in AWS: hands the messages of a queue to a handler. */
export function consumeQueue(options: ConsumeQueueOptions): QueueConsumer {
  const { retryDelaySeconds, queueName = 'jobs', clock = systemQueueClock } = options
  const stopper = new AbortController()
  const inFlight = new Set<ReceivedMessage>()
  const consumption = { ...options, retryDelaySeconds, queueName, clock, stopping: stopper.signal, inFlight }
  const slots = Promise.all(Array.from({ length: options.concurrency }, () => runSlot(consumption)))
  return {
    async stop(graceMs) {
      stopper.abort()
      const grace = sleep(clock, graceMs)
      await Promise.race([slots, grace.over])
      grace.cancel()
      await Promise.all([...inFlight].map((message) => giveBack(consumption, message, 0)))
    },
  }
}

async function runSlot(consumption: Consumption): Promise<void> {
  const { queue, stopping, onError } = consumption
  while (!stopping.aborted) {
    try {
      const messages = await queue.receive({ max: 1, waitMs: WAIT_MS, signal: stopping })
      for (const message of messages) await handle(consumption, message)
    } catch (error) {
      onError(error)
      await backOff(consumption)
    }
  }
}

async function handle(consumption: Consumption, message: ReceivedMessage): Promise<void> {
  const { queue, stopping, inFlight, retryDelaySeconds } = consumption
  // Received in the moment of stopping.
  if (stopping.aborted) return giveBack(consumption, message, 0)
  inFlight.add(message)
  try {
    if (await isDone(consumption, message)) await queue.delete(message.receipt)
    else if (retryDelaySeconds !== undefined) await queue.release(message.receipt, retryDelaySeconds)
  } finally {
    inFlight.delete(message)
  }
}

/** In a batch of one any reported failure is the message's, as is an exception. */
async function isDone({ handler, queueName, onError }: Consumption, message: ReceivedMessage): Promise<boolean> {
  try {
    const { batchItemFailures } = await handler(toSqsEvent([message], queueName))
    return batchItemFailures.length === 0
  } catch (error) {
    onError(error)
    return false
  }
}

async function giveBack({ queue, onError }: Consumption, message: ReceivedMessage, delaySeconds: number) {
  try {
    await queue.release(message.receipt, delaySeconds)
  } catch (error) {
    // The message comes back by its visibility timeout.
    onError(error)
  }
}

async function backOff({ clock, stopping }: Consumption): Promise<void> {
  if (stopping.aborted) return
  const { over, cancel } = sleep(clock, BACKOFF_MS)
  stopping.addEventListener('abort', cancel)
  await over
  stopping.removeEventListener('abort', cancel)
}

/** `cancel` ends it early. */
function sleep(clock: QueueClock, ms: number): { readonly over: Promise<void>; readonly cancel: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancelTimer = clock.setTimer(resolve, ms)
  return {
    over: promise,
    cancel() {
      cancelTimer()
      resolve()
    },
  }
}
