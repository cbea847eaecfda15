/**
 * Cold and warm times of the functions as they are deployed, at one and at a third of a processor, over doubles of S3 and SQS
 * that answer at once; and the most memory of a worker with nine pictures of 8 MB. `node perf/cold-start.ts [runs]`
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { CreateQueueCommand } from '@aws-sdk/client-sqs'
import { createSqsServer } from 'local-aws-sqs'
import * as v from 'valibot'
import { buildFunction } from '../lambda/build.ts'
import { toSqsEvent } from '../lambda/src/queue/queue-event.ts'
import { createSqsClient, createSqsQueue } from '../lambda/src/queue/sqs-queue.ts'
import { startFakeVendors } from '../tests/support/fake-vendors.ts'
import { makeNoisePng } from '../tests/support/make-png.ts'
import { toPayloadV2 } from '../tests/support/payload-v2.ts'
import { startS3WireStub } from '../tests/support/s3-wire-stub.ts'
import { type CpuShare, createCpuShare } from './cpu-share.ts'
import { describeMachine, summarize } from './machine.ts'

const WARM_CALLS = 40
const SHARES = [1, 1 / 3]
const CHILD = fileURLToPath(new URL('function-child.ts', import.meta.url))
const PICTURES = 9
/** As the distribution sends it with every request to the API. */
const ORIGIN_SECRET = 'measured-'.repeat(4)
const FROM_EDGE = { 'X-Origin-Secret': ORIGIN_SECRET }
const runs = Number(process.argv[2] ?? 10)

const Times = v.object({ ms: v.number(), cpuMs: v.number() })
const Report = v.object({ init: Times, calls: v.array(Times), peakMib: v.number() })

// Inside the project, where the bundles find sharp as they do in its layer.
const folder = await mkdtemp(fileURLToPath(new URL('../node_modules/.cold-start-', import.meta.url)))
const s3 = await startS3WireStub()
const sqs = await createSqsServer({ port: 0, hostname: '127.0.0.1' })
const credentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
const endpoint = `http://127.0.0.1:${(sqs.address() as AddressInfo).port}` // a TCP server's
Object.assign(process.env, { ...credentials, AWS_ENDPOINT_URL_SQS: endpoint })
const client = createSqsClient({ region: 'us-east-1' })
const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'jobs' }))
const queue = createSqsQueue({ client, queueUrl: QueueUrl })
const vendors = await startFakeVendors({ delayMs: 0, picture: makeNoisePng(1664, 1664) })
const environment = {
  ...credentials,
  ...vendors.environment,
  AWS_ENDPOINT_URL_S3: s3.endpoint,
  AWS_ENDPOINT_URL_SQS: endpoint,
  BUCKET_NAME: 'pixel-prompt',
  QUEUE_URL: QueueUrl,
  DELETION_QUEUE_URL: QueueUrl,
  GALLERY_DEFAULT: 'private',
  CLIENT_KEY_SALT: 'measured-measured',
  ORIGIN_SECRET,
  LIMIT_GENERATE_PER_DAY: 'off',
  LIMIT_DEPLOYMENT_PER_HOUR: 'off',
  LOG_LEVEL: 'SILENT',
  POWERTOOLS_DEV: 'false',
  POWERTOOLS_METRICS_DISABLED: 'true',
}

/** One life of a function: it starts, and works through the events, those of a line at once. */
async function live(name: 'api' | 'worker', lines: readonly unknown[][], share?: CpuShare) {
  const enter = share === undefined ? 'true' : `echo $$ > ${share.file}`
  const command = `${enter} && exec "${process.execPath}" --disable-warning=ExperimentalWarning ${CHILD} ${folder}/${name}/main-${name}.mjs`
  const child = spawn('sh', ['-c', command], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  let text = ''
  const ended = once(child, 'close')
  for await (const chunk of child.stdout) text += String(chunk)
  await ended // it is still in its group before
  return v.parse(Report, JSON.parse(text))
}

const prompt = (model: string, jobId = randomUUID()) =>
  toPayloadV2(
    new Request('http://api/api/generate', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': jobId, ...FROM_EDGE },
      body: JSON.stringify({ prompt: 'a quiet harbor at dawn', models: [model] }),
    }),
  )

/** The messages of so many new jobs, as Lambda hands them to the worker. */
async function messages(count: number, model: string) {
  await live('api', await Promise.all(Array.from({ length: count }, async () => [await prompt(model)])))
  const received = []
  while (received.length < count) received.push(...(await queue.receive({ max: 1, waitMs: 1000 })))
  for (const message of received) await queue.delete(message.receipt)
  return received.map((message) => toSqsEvent([message], 'jobs'))
}

async function drain(): Promise<void> {
  for (
    let found = await queue.receive({ max: 10, waitMs: 0 });
    found.length > 0;
    found = await queue.receive({ max: 10, waitMs: 0 })
  ) {
    for (const message of found) await queue.delete(message.receipt)
  }
}

function print(title: string, values: readonly { ms: number; cpuMs: number }[]): void {
  const { median, min, max } = summarize(values.map(({ ms }) => ms))
  const cpu = summarize(values.map(({ cpuMs }) => cpuMs)).median
  console.info(
    `  ${title.padEnd(34)} ${median.toFixed(1)} ms (${min.toFixed(1)} to ${max.toFixed(1)}), ${cpu.toFixed(1)} ms of a processor`,
  )
}

async function measure(title: string, share: CpuShare | undefined): Promise<void> {
  console.info(`${title}; medians of ${runs} processes, ${WARM_CALLS} warm calls each`)
  const all = {
    init: [] as v.InferOutput<typeof Times>[],
    first: [] as v.InferOutput<typeof Times>[],
    warm: [] as v.InferOutput<typeof Times>[],
    status: [] as v.InferOutput<typeof Times>[],
  }
  for (let run = 0; run < runs; run += 1) {
    const jobId = randomUUID()
    const status = await toPayloadV2(new Request(`http://api/api/status/${jobId}`, { headers: FROM_EDGE }))
    const prompts = await Promise.all(Array.from({ length: WARM_CALLS }, async () => [await prompt('sketch:poster')]))
    const lines = [
      [await prompt('sketch:poster', jobId)],
      ...prompts,
      ...Array.from({ length: WARM_CALLS }, () => [status]),
    ]
    const { init, calls } = await live('api', lines, share)
    all.init.push(init)
    all.first.push(...calls.slice(0, 1))
    all.warm.push(...calls.slice(1, WARM_CALLS + 1))
    all.status.push(...calls.slice(WARM_CALLS + 1))
    await drain()
  }
  print('API, init', all.init)
  print('API, first prompt', all.first)
  print('API, further prompts', all.warm)
  print('API, status', all.status)
  const worker = {
    init: [] as v.InferOutput<typeof Times>[],
    first: [] as v.InferOutput<typeof Times>[],
    warm: [] as v.InferOutput<typeof Times>[],
  }
  for (let run = 0; run < runs; run += 1) {
    const events = await messages(3, 'sketch:poster')
    const { init, calls } = await live(
      'worker',
      events.map((event) => [event]),
      share,
    )
    worker.init.push(init)
    worker.first.push(...calls.slice(0, 1))
    worker.warm.push(...calls.slice(1))
  }
  print('worker, init', worker.init)
  print('worker, first sketch', worker.first)
  print('worker, further sketches', worker.warm)
}

try {
  for (const name of ['api', 'worker'] as const) await buildFunction(name, { outFolder: `${folder}/${name}` })
  console.info(describeMachine())
  for (const share of SHARES) {
    const group = await createCpuShare(share)
    if (group === undefined) {
      console.info(
        `${share.toFixed(2)} of a processor: did not run, since no cgroup can be written here (root is needed).`,
      )
      continue
    }
    try {
      await measure(`${share.toFixed(2)} of a processor`, group)
    } finally {
      await group.remove()
    }
  }
  const events = await messages(PICTURES, 'openai:gpt-image-2.6-flare')
  const { peakMib, calls } = await live('worker', [events])
  console.info(
    `Worker with ${PICTURES} pictures of 8 MB at once: at most ${peakMib.toFixed(0)} MiB, ${calls[0]?.ms.toFixed(0)} ms`,
  )
} finally {
  await Promise.all([s3.close(), vendors.close(), rm(folder, { recursive: true, force: true })])
  sqs.closeAllConnections()
  sqs.close()
}
