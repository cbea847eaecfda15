import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs'
import * as v from 'valibot'
import { repeatAfterSkew } from '../aws/repeat-after-skew.ts'
import type { JobQueue, OutgoingMessage, ReceivedMessage, ReceiveOptions } from './job-queue.ts'

export interface SqsClientOptions {
  readonly region: string
  /** Of a server that is not AWS. */
  readonly endpoint?: string
  /** Left out: those of the environment, as in Lambda. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

export interface SqsQueueOptions {
  readonly client: SQSClient
  readonly queueUrl: string
}

/** The most that one SendMessageBatch takes. */
const BATCH_SIZE = 10
const CONNECTION_TIMEOUT_MS = 3_000
/** Above the longest wait for a message, 20 s. */
const SOCKET_TIMEOUT_MS = 25_000

const digits = v.pipe(v.string(), v.digits(), v.transform(Number))
const receivedMessages = v.optional(
  v.array(
    v.object({
      MessageId: v.string(),
      Body: v.string(),
      ReceiptHandle: v.string(),
      Attributes: v.object({ ApproximateReceiveCount: digits, SentTimestamp: digits }),
    }),
  ),
  [],
)

/** Repeating is up to the callers: only they know what is safe to repeat and how much time is left. */
export function createSqsClient({ region, endpoint, credentials }: SqsClientOptions): SQSClient {
  const config: SQSClientConfig = {
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, socketTimeout: SOCKET_TIMEOUT_MS },
  }
  if (endpoint !== undefined) config.endpoint = endpoint
  if (credentials !== undefined) config.credentials = credentials
  const client = new SQSClient(config)
  client.middlewareStack.add(repeatAfterSkew, { step: 'initialize' })
  return client
}

export function createSqsQueue({ client, queueUrl }: SqsQueueOptions): JobQueue {
  return {
    send: (messages) => send(client, queueUrl, messages),
    receive: (options) => receive(client, queueUrl, options),
    async delete(receipt) {
      const command = new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt })
      await unlessOutdated(() => client.send(command))
    },
    async release(receipt, delaySeconds) {
      const command = new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receipt,
        VisibilityTimeout: delaySeconds,
      })
      await unlessOutdated(() => client.send(command))
    },
    async check() {
      await client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }))
    },
  }
}

async function send(client: SQSClient, queueUrl: string, messages: readonly OutgoingMessage[]): Promise<void> {
  const failures: string[] = []
  for (let start = 0; start < messages.length; start += BATCH_SIZE) {
    const entries = messages.slice(start, start + BATCH_SIZE).map(({ body, delaySeconds = 0 }, at) => ({
      Id: String(at),
      MessageBody: body,
      DelaySeconds: delaySeconds,
    }))
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }))
    failures.push(...(answer.Failed ?? []).map(({ Code }) => Code ?? 'unknown'))
    const missing = entries.length - (answer.Successful?.length ?? 0) - (answer.Failed?.length ?? 0)
    for (let at = 0; at < missing; at += 1) failures.push('unanswered')
  }
  if (failures.length > 0) {
    const codes = [...new Set(failures)].join(', ')
    throw new Error(`${failures.length} of ${messages.length} messages were not sent: ${codes}`)
  }
}

async function receive(client: SQSClient, queueUrl: string, options: ReceiveOptions): Promise<ReceivedMessage[]> {
  const { max, waitMs, signal } = options
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: max,
    WaitTimeSeconds: Math.ceil(waitMs / 1000),
    MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
    // The older field, for servers that do not know the newer one.
    AttributeNames: ['All'],
  })
  try {
    const answer = await client.send(command, signal === undefined ? {} : { abortSignal: signal })
    return v.parse(receivedMessages, answer.Messages).map((message) => ({
      messageId: message.MessageId,
      body: message.Body,
      receipt: message.ReceiptHandle,
      receiveCount: message.Attributes.ApproximateReceiveCount,
      sentAtMs: message.Attributes.SentTimestamp,
    }))
  } catch (error) {
    if (signal?.aborted) return []
    throw error
  }
}

/** What SQS says of a receipt whose message is gone or was received again. */
const OUTDATED_RECEIPT = ['ReceiptHandleIsInvalid', 'MessageNotInflight', 'InvalidParameterValue']

async function unlessOutdated(action: () => Promise<unknown>): Promise<void> {
  try {
    await action()
  } catch (error) {
    if (error instanceof Error && OUTDATED_RECEIPT.includes(error.name)) return
    throw error
  }
}
