import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CreateQueueCommand } from '@aws-sdk/client-sqs'
import { createSqsServer } from 'local-aws-sqs'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StatusAnswer } from '#contract/job.ts'
import { ORIGIN_SECRET_HEADER } from '../../lambda/src/http/from-edge-only.ts'
import { toSqsEvent } from '../../lambda/src/queue/queue-event.ts'
import { createSqsClient, createSqsQueue } from '../../lambda/src/queue/sqs-queue.ts'
import { toLambdaContext, toPayloadV2 } from '../support/payload-v2.ts'
import { type S3WireStub, startS3WireStub } from '../support/s3-wire-stub.ts'
import { post } from '../support/start-api.ts'

const SECRET = 's'.repeat(32)
const JOB = '0190a8b5-0000-7000-8000-0000000000aa'

let s3: S3WireStub
let sqs: Server
let environmentBefore: NodeJS.ProcessEnv
let queueUrl: string

beforeAll(async () => {
  s3 = await startS3WireStub()
  sqs = await createSqsServer({ port: 0, hostname: '127.0.0.1' })
  const { port } = sqs.address() as AddressInfo // a TCP server's
  environmentBefore = { ...process.env }
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}`,
    BUCKET_NAME: 'pixel-prompt',
    GALLERY_DEFAULT: 'public',
    CLIENT_KEY_SALT: 'salt-of-the-tests',
    ORIGIN_SECRET: SECRET,
    LOG_LEVEL: 'SILENT',
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_METRICS_DISABLED: 'true',
  })
  delete process.env.DATA_DIR
  const { QueueUrl } = await createSqsClient({ region: 'us-east-1' }).send(
    new CreateQueueCommand({ QueueName: 'jobs' }),
  )
  queueUrl = QueueUrl ?? ''
  process.env.QUEUE_URL = queueUrl
})

afterAll(async () => {
  process.env = environmentBefore
  sqs.closeAllConnections()
  sqs.close()
  await s3.close()
})

describe('the Lambda entries over S3 and SQS', () => {
  it('take a prompt from an HTTP event to a picture in the bucket', async () => {
    const { handler: api } = await import('../../lambda/src/main-api.ts')
    const { handler: worker } = await import('../../lambda/src/main-worker.ts')
    const call = async (path: string, init: RequestInit = {}) => {
      const request = new Request(`http://api${path}`, init)
      request.headers.set(ORIGIN_SECRET_HEADER, SECRET)
      const answer = await api(await toPayloadV2(request), toLambdaContext())
      return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
    }

    const prompt = { prompt: 'a quiet harbor', models: ['sketch:pixel'] }
    const accepted = await call('/api/generate', post(prompt, { 'Idempotency-Key': JOB }))
    expect(accepted).toMatchObject({ status: 200, body: { jobId: JOB, status: 'pending' } })

    const queue = createSqsQueue({ client: createSqsClient({ region: 'us-east-1' }), queueUrl })
    const messages = await queue.receive({ max: 1, waitMs: 1000 })
    expect(await worker(toSqsEvent(messages, 'jobs'))).toEqual({ batchItemFailures: [] })

    const status = v.parse(StatusAnswer, (await call(`/api/status/${JOB}`)).body)
    expect(status).toMatchObject({ status: 'completed', completedModels: 1 })
    expect((await call('/api/gallery/list')).body).toMatchObject({ galleries: [{ id: JOB, imageCount: 1 }] })
    expect((await call('/api/health')).body).toMatchObject({ store: 'ok', queue: 'ok' })
    expect(s3.requests.some((line) => line.startsWith(`PUT /pixel-prompt/images/${JOB}/sketch-pixel/original`))).toBe(
      true,
    )
  })

  it('name a message that cannot be done, so that the queue keeps it', async () => {
    const { handler: worker } = await import('../../lambda/src/main-worker.ts')
    const message = { messageId: 'm1', body: 'not a message', receipt: 'r', receiveCount: 1, sentAtMs: 0 }
    expect(await worker(toSqsEvent([message], 'jobs'))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] })
  })
})
