import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as v from 'valibot'
import { JobMessage } from './jobs/job-message.ts'
import { runModel } from './jobs/run-model.ts'
import type { RunServices } from './jobs/run-services.ts'
import { withCorrelationId } from './observability/correlation.ts'

/** A message whose run another delivery is at work on: it goes back to the queue. */
class RunHeldError extends Error {
  override readonly name = 'RunHeldError'
}

/**
 * The worker's entry: the same for Lambda's event source and for the local loop. Messages that are not done are named in
 * the answer, so that the queue keeps exactly those. One that cannot be read is not done either: it ends as a dead letter.
 */
export function createWorker(services: RunServices): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const { log, metrics } = services

  async function handleRecord(record: SQSRecord): Promise<void> {
    const message = readMessage(record)
    await withCorrelationId(message.correlationId, async () => {
      try {
        if ((await runModel(services, message)) === 'held') throw new RunHeldError('the run is held')
      } catch (error) {
        if (error instanceof RunHeldError) log.info('run-held', { jobId: message.jobId, model: message.model })
        else log.error('run-not-done', { jobId: message.jobId, model: message.model }, error)
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
