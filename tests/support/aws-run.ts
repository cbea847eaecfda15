import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CreateQueueCommand } from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { createSqsServer } from 'local-aws-sqs'
import { ORIGIN_SECRET_HEADER } from '../../lambda/src/http/from-edge-only.ts'
import { toSqsEvent } from '../../lambda/src/queue/queue-event.ts'
import { createSqsClient, createSqsQueue } from '../../lambda/src/queue/sqs-queue.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { createS3Client, createS3Store } from '../../lambda/src/store/s3-store.ts'
import { toLambdaContext, toPayloadV2 } from './payload-v2.ts'
import { type AwsRecording, recordAwsCalls } from './record-aws-calls.ts'
import { type S3WireStub, startS3WireStub } from './s3-wire-stub.ts'

const SECRET = 's'.repeat(32)
const REGION = 'us-east-1'
const BUCKET = 'pixel-prompt'

/** Both Lambda entries over servers that stand in for AWS, with every call of AWS recorded under its role. */
export interface AwsRun {
  readonly recording: AwsRecording
  readonly s3: S3WireStub
  /** The bucket, outside of any role. */
  readonly store: ObjectStore
  call(path: string, init?: RequestInit): Promise<{ readonly status: number; readonly body: unknown }>
  /** Has the worker do what waits on the queue until nothing does; answers how many messages were done. */
  work(): Promise<number>
  /** Gives the worker a message that it has had before. */
  deliver(message: object): Promise<SQSBatchResponse>
  close(): Promise<void>
}

/** Changes the environment of the process: a test file that uses it has no other use for that. */
export async function startAwsRun(settings: Readonly<Record<string, string>>): Promise<AwsRun> {
  const recording = recordAwsCalls()
  const s3 = await startS3WireStub()
  const sqs: Server = await createSqsServer({ port: 0, hostname: '127.0.0.1' })
  const others = await startOthers()
  const before = { ...process.env }
  Object.assign(process.env, {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_SQS: addressOf(sqs),
    AWS_ENDPOINT_URL_CLOUDFRONT: addressOf(others),
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: addressOf(others),
    AWS_LAMBDA_FUNCTION_NAME: 'pixel-prompt',
    BUCKET_NAME: BUCKET,
    DISTRIBUTION_ID: 'E1LOCAL',
    PUBLIC_URL: 'https://pictures.example',
    GALLERY_DEFAULT: 'public',
    CLIENT_KEY_SALT: 'salt-of-the-tests',
    ORIGIN_SECRET: SECRET,
    LOG_LEVEL: 'SILENT',
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_METRICS_DISABLED: 'true',
    ...settings,
  })
  delete process.env.DATA_DIR
  const client = createSqsClient({ region: REGION })
  const { QueueUrl: queueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'jobs' }))
  process.env.QUEUE_URL = queueUrl
  const queue = createSqsQueue({ client, queueUrl })
  const { handler: api } = await import('../../lambda/src/main-api.ts')
  const { handler: worker } = await import('../../lambda/src/main-worker.ts')
  const give = (event: SQSEvent) => recording.as('WorkerRole', () => worker(event))

  return {
    recording,
    s3,
    store: createS3Store({ client: createS3Client({ region: REGION }), bucket: BUCKET }),
    async call(path, init = {}) {
      const request = new Request(`https://api.example${path}`, init)
      request.headers.set(ORIGIN_SECRET_HEADER, SECRET)
      const event = await toPayloadV2(request)
      const answer = await recording.as('ApiRole', () => api(event, toLambdaContext()))
      return { status: answer.statusCode, body: answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown) }
    },
    async work() {
      for (let done = 0; ; ) {
        const messages = await queue.receive({ max: 10, waitMs: 0 })
        if (messages.length === 0) return done
        for (const message of messages) {
          const { batchItemFailures } = await give(toSqsEvent([message], 'jobs'))
          if (batchItemFailures.length > 0) continue
          await queue.delete(message.receipt)
          done += 1
        }
      }
    },
    deliver: (message) => {
      const again = { messageId: 'again', body: JSON.stringify(message), receipt: 'r', receiveCount: 2, sentAtMs: 0 }
      return give(toSqsEvent([again], 'jobs'))
    },
    async close() {
      process.env = before
      for (const server of [sqs, others]) {
        server.closeAllConnections()
        server.close()
      }
      await s3.close()
    },
  }
}

/** CloudFront, which takes every invalidation, and Bedrock, which refuses every request for good. */
async function startOthers(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume()
    const isCloudFront = request.url?.includes('/invalidation') === true
    if (isCloudFront) response.writeHead(201, { 'content-type': 'application/xml' })
    else response.writeHead(400, { 'content-type': 'application/json', 'x-amzn-errortype': 'ValidationException' })
    const invalidation = '<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>'
    response.end(isCloudFront ? invalidation : JSON.stringify({ message: 'no' }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function addressOf(server: Server): string {
  const { port } = server.address() as AddressInfo // a TCP server's
  return `http://127.0.0.1:${port}`
}
