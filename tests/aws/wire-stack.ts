import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { readTemplate } from '../../infra/template/read-template.ts'
import { buildFunction } from '../../lambda/build.ts'
import { ORIGIN_SECRET_HEADER } from '../../lambda/src/http/from-edge-only.ts'
import { VIEWER_ADDRESS_HEADER } from '../../lambda/src/http/viewer-address.ts'
import { createSqsClient, createSqsQueue } from '../../lambda/src/queue/sqs-queue.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { toPayloadV2 } from '../support/payload-v2.ts'
import { readText } from '../support/repository.ts'
import { type EventSource, startEventSource } from './event-source.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { type LambdaFunction, startFunction } from './lambda-function.ts'
import { type FaultPlan, S3_WIRE, SQS_WIRE } from './wire-faults.ts'
import { BUCKET, REGION, type S3Kind, startS3, startSqs, type WireQueue } from './wire-servers.ts'

/** Below the project, so that a bundle finds `sharp` as it finds the layer in AWS. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

const ORIGIN_SECRET = 'secret-of-the-tests-secret-of-the-tests'

interface StackOptions {
  readonly s3: S3Kind
  readonly faults: FaultPlan
  /** How far the clocks of S3 and SQS are ahead. */
  readonly aheadMs?: number
  readonly visibilitySeconds: number
  readonly processes: { readonly api: number; readonly worker: number }
  /** See event-source.ts. */
  readonly doubleEvery?: number
}

/** The two functions as they are built, over S3 and SQS by their wire protocols, with a bad network in between. */
export interface WireStack {
  /** A call as it reaches the API's function from the gateway. */
  readonly call: (path: string, init?: RequestInit) => Promise<Response>
  readonly store: ObjectStore
  readonly jobs: WireQueue
  readonly deletions: WireQueue
  readonly source: EventSource
  readonly functions: { readonly api: LambdaFunction; readonly worker: LambdaFunction }
  readonly network: { readonly s3: FaultProxy; readonly sqs: FaultProxy }
  /** A queue of its own before the same worker, for messages that never succeed. */
  readonly openSource: (name: string, visibilitySeconds: number) => Promise<OpenSource>
  stop(): Promise<void>
}

export interface OpenSource {
  readonly queue: WireQueue
  readonly source: EventSource
  readonly maxReceives: number
  readonly send: (body: string) => Promise<void>
}

const ApiAnswer = v.object({
  statusCode: v.number(),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  body: v.optional(v.string(), ''),
  isBase64Encoded: v.optional(v.boolean(), false),
})

export async function startWireStack(options: StackOptions): Promise<WireStack> {
  const endings: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end()
  }
  const ending = <Thing>(thing: Thing, end: (thing: Thing) => Promise<unknown>): Thing => {
    endings.push(() => end(thing))
    return thing
  }
  try {
    const bundles = ending(await buildBundles(), ({ folder }) => rm(folder, { recursive: true, force: true }))
    const s3 = ending(await startS3(options.s3), (each) => each.close())
    const sqs = ending(await startSqs(), (each) => each.close())
    const { aheadMs = 0, faults } = options
    const network = {
      s3: await startFaultProxy({ target: s3.endpoint, dialect: S3_WIRE, plan: faults, aheadMs }),
      sqs: await startFaultProxy({ target: sqs.endpoint, dialect: SQS_WIRE, plan: faults, aheadMs }),
    }
    endings.push(network.s3.close, network.sqs.close)
    const maxReceives = await readMaxReceives()
    const jobs = await sqs.openQueue({ name: 'jobs', visibilitySeconds: options.visibilitySeconds, maxReceives })
    const deletions = await sqs.openQueue({
      name: 'deletions',
      visibilitySeconds: options.visibilitySeconds,
      maxReceives,
    })
    const environment = environmentOf({
      ...s3,
      s3Url: network.s3.url,
      jobsUrl: `${network.sqs.url}${jobs.path}`,
      deletionsUrl: `${network.sqs.url}${deletions.path}`,
      sqsUrl: network.sqs.url,
    })
    const start = (name: 'api' | 'worker') => {
      return startFunction({ bundle: bundles[name], environment, processes: options.processes[name] })
    }
    const [api, worker] = await Promise.all([start('api'), start('worker')])
    endings.push(api.stop, worker.stop)

    const client = createSqsClient({ region: REGION, endpoint: network.sqs.url, credentials: s3.credentials })
    const queueAt = (path: string) => createSqsQueue({ client, queueUrl: `${network.sqs.url}${path}` })
    const watch = (path: string, doubling: { readonly doubleEvery?: number } = {}) => {
      const concurrency = options.processes.worker
      return ending(startEventSource({ queue: queueAt(path), worker, concurrency, ...doubling }), (each) => each.stop())
    }
    watch(deletions.path)
    return {
      store: s3.store,
      jobs,
      deletions,
      source: watch(jobs.path, options.doubleEvery === undefined ? {} : { doubleEvery: options.doubleEvery }),
      functions: { api, worker },
      network,
      stop,
      async call(path, init = {}) {
        const request = new Request(`http://api${path}`, init)
        // What the distribution adds on the way.
        request.headers.set(ORIGIN_SECRET_HEADER, ORIGIN_SECRET)
        request.headers.set(VIEWER_ADDRESS_HEADER, '192.0.2.1')
        const event = await toPayloadV2(request)
        const { statusCode, headers, body, isBase64Encoded } = v.parse(ApiAnswer, await api.invoke(event))
        const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
        return new Response(bytes.byteLength === 0 ? null : bytes, { status: statusCode, headers })
      },
      async openSource(name, visibilitySeconds) {
        const queue = await sqs.openQueue({ name, visibilitySeconds, maxReceives })
        const send = (body: string) => queueAt(queue.path).send([{ body }])
        return { queue, source: watch(queue.path), maxReceives, send }
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function buildBundles() {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(join(CACHE, 'aws-wire-'))
  await Promise.all([buildFunction('api', { outFolder: folder }), buildFunction('worker', { outFolder: folder })])
  return { folder, api: join(folder, 'main-api.mjs'), worker: join(folder, 'main-worker.mjs') }
}

const QueueProperties = v.object({ RedrivePolicy: v.object({ maxReceiveCount: v.number() }) })

async function readMaxReceives(): Promise<number> {
  const { Resources } = readTemplate(await readText('template.yaml'))
  return v.parse(QueueProperties, Resources.JobQueue?.Properties).RedrivePolicy.maxReceiveCount
}

interface Places {
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly s3Url: string
  readonly sqsUrl: string
  readonly jobsUrl: string
  readonly deletionsUrl: string
}

function environmentOf({ credentials, s3Url, sqsUrl, jobsUrl, deletionsUrl }: Places): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3Url,
    AWS_ENDPOINT_URL_SQS: sqsUrl,
    // radosgw 16 does not know S3's newer checksums.
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
    BUCKET_NAME: BUCKET,
    QUEUE_URL: jobsUrl,
    DELETION_QUEUE_URL: deletionsUrl,
    GALLERY_DEFAULT: 'public',
    CLIENT_KEY_SALT: 'salt-of-the-tests',
    ORIGIN_SECRET,
    LOG_LEVEL: 'WARN',
    // All calls come from one address; counted all the same, so that nobody's turn may be taken twice.
    LIMIT_GENERATE_PER_DAY: '1000',
  }
}
