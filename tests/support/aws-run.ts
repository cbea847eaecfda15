import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { createSqsServer } from 'local-aws-sqs'
import { ORIGIN_SECRET_HEADER } from '../../lambda/src/http/from-edge-only.ts'
import type { JobQueue } from '../../lambda/src/queue/job-queue.ts'
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
  /** The paths of each order to the CDN. */
  readonly invalidations: readonly (readonly string[])[]
  call(path: string, init?: RequestInit): Promise<{ readonly status: number; readonly body: unknown }>
  /** Has the worker do what waits on its queues until nothing does, in batches as the template has them; answers how many messages were done. */
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
  const invalidations: string[][] = []
  const others = await startOthers(invalidations)
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
  const jobs = await openSource(client, { name: 'jobs', batchSize: 1 })
  const deletions = await openSource(client, { name: 'deletions', batchSize: 10 })
  Object.assign(process.env, { QUEUE_URL: jobs.queueUrl, DELETION_QUEUE_URL: deletions.queueUrl })
  const { handler: api } = await import('../../lambda/src/main-api.ts')
  const { handler: worker } = await import('../../lambda/src/main-worker.ts')
  const give = (event: SQSEvent) => recording.as('WorkerRole', () => worker(event))

  return {
    recording,
    s3,
    invalidations,
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
        const more = (await takeBatch(jobs, give)) + (await takeBatch(deletions, give))
        if (more === 0) return done
        done += more
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

interface Source {
  readonly name: string
  readonly batchSize: number
  readonly queueUrl: string
  readonly queue: JobQueue
}

async function openSource(client: SQSClient, named: Pick<Source, 'name' | 'batchSize'>): Promise<Source> {
  const { QueueUrl: queueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: named.name }))
  return { ...named, queueUrl, queue: createSqsQueue({ client, queueUrl }) }
}

/** What Lambda's event source does with one batch; answers how many messages of it were done. */
async function takeBatch({ name, batchSize, queue }: Source, give: (event: SQSEvent) => Promise<SQSBatchResponse>) {
  const messages = await queue.receive({ max: batchSize, waitMs: 0 })
  if (messages.length === 0) return 0
  const { batchItemFailures } = await give(toSqsEvent(messages, name))
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
  const succeeded = messages.filter(({ messageId }) => !failed.has(messageId))
  for (const { receipt } of succeeded) await queue.delete(receipt)
  return succeeded.length
}

/** CloudFront, which takes every invalidation, and Bedrock, which refuses every request for good. */
async function startOthers(invalidations: string[][]): Promise<Server> {
  const server = createServer(async (request, response) => {
    const asked = await text(request)
    const isCloudFront = request.url?.includes('/invalidation') === true
    if (isCloudFront) invalidations.push([...asked.matchAll(/<Path>([^<]*)/g)].map(([, path = '']) => path))
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
