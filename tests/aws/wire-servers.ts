import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { createSqsServer } from 'local-aws-sqs'
import { createSqsClient } from '../../lambda/src/queue/sqs-queue.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { createS3Client, createS3Store } from '../../lambda/src/store/s3-store.ts'
import { startRadosgw } from '../support/radosgw.ts'
import { startS3WireStub } from '../support/s3-wire-stub.ts'

export const REGION = 'us-east-1'
export const BUCKET = 'pixel-prompt'
const ACCOUNT = '123456789012'

/** Who answers as S3: Ceph's radosgw, a server that checks signatures and times, or the double of the tests. */
export type S3Kind = 'radosgw' | 'double'

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface WireS3 {
  readonly endpoint: string
  readonly credentials: Credentials
  /** The bucket as it is, around all faults. */
  readonly store: ObjectStore
  close(): Promise<void>
}

export async function startS3(kind: S3Kind): Promise<WireS3> {
  const { endpoint, credentials, stop } = kind === 'radosgw' ? await startRadosgw() : await startDouble()
  const client = createS3Client({ region: REGION, endpoint, forcePathStyle: true, credentials })
  if (kind === 'radosgw') await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
  return { endpoint, credentials, store: createS3Store({ client, bucket: BUCKET }), close: stop }
}

async function startDouble() {
  const { endpoint, close } = await startS3WireStub()
  return { endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, stop: close }
}

/** A queue with dead letters, around all faults. */
export interface WireQueue {
  /** The path of its address, on any host. */
  readonly path: string
  /** Messages that are waiting or held. */
  countMessages(): Promise<number>
  /** Bodies of the dead letters, which stay where they are. */
  readDeadLetters(): Promise<string[]>
}

interface QueueOptions {
  readonly name: string
  readonly visibilitySeconds: number
  readonly maxReceives: number
}

export interface WireSqs {
  readonly endpoint: string
  openQueue(options: QueueOptions): Promise<WireQueue>
  close(): Promise<void>
}

export async function startSqs(): Promise<WireSqs> {
  const server = await createSqsServer({ port: 0, hostname: '127.0.0.1' })
  const { port } = server.address() as AddressInfo // a TCP server's
  const endpoint = `http://127.0.0.1:${port}`
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = createSqsClient({ region: REGION, endpoint, credentials })
  return {
    endpoint,
    openQueue: (options) => openQueue(client, options),
    async close() {
      client.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function openQueue(client: SQSClient, options: QueueOptions): Promise<WireQueue> {
  const { name, visibilitySeconds, maxReceives } = options
  const deadName = `${name}-dead`
  const { QueueUrl: deadUrl } = await client.send(new CreateQueueCommand({ QueueName: deadName }))
  const deadLetterTargetArn = `arn:aws:sqs:${REGION}:${ACCOUNT}:${deadName}`
  const attributes = {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: maxReceives }),
  }
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))
  return {
    path: new URL(QueueUrl).pathname,
    async countMessages() {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      )
      const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: held } = Attributes
      return Number(waiting ?? 0) + Number(held ?? 0)
    },
    async readDeadLetters() {
      const read = new ReceiveMessageCommand({ QueueUrl: deadUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 })
      const { Messages = [] } = await client.send(read)
      // One call may find a message several times that it does not hide.
      return [...new Map(Messages.map(({ MessageId, Body = '' }) => [MessageId, Body])).values()]
    },
  }
}
