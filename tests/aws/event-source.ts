import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as v from 'valibot'
import { consumeQueue, type QueueConsumer } from '../../lambda/src/queue/consume-queue.ts'
import type { JobQueue } from '../../lambda/src/queue/job-queue.ts'
import type { LambdaFunction } from './lambda-function.ts'

/** One message as it was handed to the function. */
export interface Delivery {
  readonly messageId: string
  readonly receiveCount: number
  readonly atMs: number
}

export interface EventSource {
  readonly deliveries: readonly Delivery[]
  /** Messages that the function was given twice: at once, or again when it was done. */
  readonly doubled: () => number
  /** Errors of the queue's calls, and of the function. */
  readonly troubles: () => number
  stop(): Promise<void>
}

interface SourceOptions {
  readonly queue: JobQueue
  readonly worker: Pick<LambdaFunction, 'invoke'>
  readonly concurrency: number
  /** Each message with a number divisible by this is delivered twice, as SQS may; left out: none is. */
  readonly doubleEvery?: number
}

const Answer = v.object({ batchItemFailures: v.array(v.object({ itemIdentifier: v.string() })) })
const STOP_MS = 2000

/**
 * Lambda's event source mapping: batches of one, a message is deleted when the function is done with it and stays hidden for
 * its visibility timeout when it is not.
 */
export function startEventSource({ queue, worker, concurrency, doubleEvery }: SourceOptions): EventSource {
  const deliveries: Delivery[] = []
  let doubled = 0
  let troubles = 0

  async function deliver(event: SQSEvent): Promise<SQSBatchResponse> {
    for (const { messageId, attributes } of event.Records) {
      deliveries.push({ messageId, receiveCount: Number(attributes.ApproximateReceiveCount), atMs: performance.now() })
    }
    const invoke = async () => v.parse(Answer, await worker.invoke(event))
    if (doubleEvery === undefined || deliveries.length % doubleEvery !== 0) return invoke()
    doubled += 1
    // Every other double comes at once with the first delivery, the rest when that is done.
    const first = invoke()
    const answers = doubled % 2 === 0 ? [await first, await invoke()] : await Promise.all([first, invoke()])
    // Either delivery has a receipt that deletes the message.
    const [done = { batchItemFailures: [] }] = answers.toSorted(
      (one, other) => one.batchItemFailures.length - other.batchItemFailures.length,
    )
    return done
  }

  const consumer: QueueConsumer = consumeQueue({
    queue,
    handler: deliver,
    concurrency,
    onError: () => {
      troubles += 1
    },
  })
  return {
    deliveries,
    doubled: () => doubled,
    troubles: () => troubles,
    stop: () => consumer.stop(STOP_MS),
  }
}
