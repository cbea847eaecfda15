import { createHash } from 'node:crypto'
import type { SQSEvent, SQSRecord } from 'aws-lambda'
import type { ReceivedMessage } from './job-queue.ts'

const REGION = 'us-east-1'
const ACCOUNT = '000000000000'

/** The event that Lambda would hand to the worker for these messages. */
export function toSqsEvent(messages: readonly ReceivedMessage[], queueName: string): SQSEvent {
  return { Records: messages.map((message) => toSqsRecord(message, queueName)) }
}

function toSqsRecord(message: ReceivedMessage, queueName: string): SQSRecord {
  return {
    messageId: message.messageId,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAtMs),
      SenderId: ACCOUNT,
      // The port does not keep the first receive; it cannot lie before the sending.
      ApproximateFirstReceiveTimestamp: String(message.sentAtMs),
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${REGION}:${ACCOUNT}:${queueName}`,
    awsRegion: REGION,
  }
}
