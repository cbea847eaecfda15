import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as v from 'valibot'
import { sealDays } from './gallery/seal-days.ts'
import { eraseJob } from './jobs/erase-job.ts'
import { JobMessage } from './jobs/job-message.ts'
import { runModel } from './jobs/run-model.ts'
import type { RunServices } from './jobs/run-services.ts'
import { sendMessages } from './jobs/send-message.ts'
import { withCorrelationId } from './observability/correlation.ts'
import type { JobQueue } from './queue/job-queue.ts'

/** A message whose run another delivery is at work on: it goes back to the queue. */
class RunHeldError extends Error {
  override readonly name = 'RunHeldError'
}

/** After this no further day is begun: well below the worker's timeout of 240 s. */
const SEALING_MS = 90_000

export interface WorkerServices extends RunServices {
  readonly queue: JobQueue
}

/**
 * The worker's entry: the same for Lambda's event source and for the local loop. Messages that are not done are named in
 * the answer, so that the queue keeps exactly those. One that cannot be read is not done either: it ends as a dead letter.
 */
export function createWorker(services: WorkerServices): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const { log, metrics } = services

  async function handleRecord(record: SQSRecord): Promise<void> {
    const message = readMessage(record)
    const { correlationId, ...about } = message
    await withCorrelationId(correlationId, async () => {
      try {
        await doMessage(services, message)
      } catch (error) {
        if (error instanceof RunHeldError) log.info('run-held', about)
        else log.error(message.type === 'run' ? 'run-not-done' : 'message-not-done', about, error)
        throw error
      } finally {
        metrics.publish()
      }
    })
  }

  function readMessage(record: SQSRecord): JobMessage {
    try {
      return v.parse(JobMessage, JSON.parse(record.body))
    } catch (error) {
      log.error('message-unreadable', { messageId: record.messageId })
      throw error
    }
  }

  return async function worker(event) {
    // Without this option a batch of which every message failed throws, which with batches of one is every failure.
    const options = { throwOnFullBatchFailure: false }
    return processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), options)
  }
}

async function doMessage(services: WorkerServices, message: JobMessage): Promise<void> {
  if (message.type === 'erase') return eraseJob(services, message.jobId)
  if (message.type === 'seal') {
    const outcome = await sealDays(services, services.timing.now() + SEALING_MS)
    if (outcome === 'more') await sendMessages(services.queue, message)
    return
  }
  if ((await runModel(services, message)) === 'held') throw new RunHeldError('the run is held')
}
