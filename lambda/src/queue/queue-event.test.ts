import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import type { ReceivedMessage } from './job-queue.ts'
import { toSqsEvent } from './queue-event.ts'

const MESSAGE: ReceivedMessage = {
  messageId: '0198c1f0-0000-7000-8000-000000000001',
  body: 'Grüße',
  receipt: 'receipt-1',
  receiveCount: 3,
  sentAtMs: 1_767_225_600_000,
}

describe('toSqsEvent', () => {
  it('fills every field of a record as SQS does', () => {
    expect(toSqsEvent([MESSAGE], 'jobs')).toEqual({
      Records: [
        {
          messageId: MESSAGE.messageId,
          receiptHandle: 'receipt-1',
          body: 'Grüße',
          attributes: {
            ApproximateReceiveCount: '3',
            SentTimestamp: '1767225600000',
            SenderId: '000000000000',
            ApproximateFirstReceiveTimestamp: '1767225600000',
          },
          messageAttributes: {},
          md5OfBody: '49c5f675b49037b6044b803ac9d1a6d7',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:jobs',
          awsRegion: 'us-east-1',
        },
      ],
    })
  })

  it('makes an event whose failed records the batch processor names by their message ids', async () => {
    const event = toSqsEvent([MESSAGE, { ...MESSAGE, messageId: 'second', body: 'fails' }], 'jobs')
    async function recordHandler({ body }: SQSRecord) {
      if (body === 'fails') throw new Error('planted')
    }
    const answer = await processPartialResponse(event, recordHandler, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    })
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'second' }] })
  })

  it('makes an event without records of no messages', () => {
    expect(toSqsEvent([], 'jobs')).toEqual({ Records: [] })
  })
})
