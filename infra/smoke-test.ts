/**
 * Ten users at once, each with a prompt for all sketches, over HTTP against any address: `npm run smoke -- --target URL`.
 * What they make is listed in the gallery for as long as it is looked at, and deleted in the end, also after a failure.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import * as v from 'valibot'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { HealthAnswer } from '#contract/health.ts'
import { isEnded, StatusAnswer } from '#contract/job.ts'
import { SKETCH_PROVIDER } from '#contract/models.ts'
import { GenerateAnswer } from '#contract/prompt.ts'
import { HEADERS, pathOfJob, ROUTES } from '#contract/routes.ts'

const USERS = 10
/** A first call of a deployment starts functions, and new accounts run ten at once. */
const JOB_LIMIT_MS = 180_000
/** Above the time for which the CDN may show a page of the gallery without asking again. */
const GALLERY_LIMIT_MS = 120_000
const PAUSE_MS = 1000
const CALL_LIMIT_MS = 30_000
const BROWSER = 'image/avif,image/webp,image/*;q=0.8'

interface User {
  readonly jobId: string
  readonly ownerKey: string
  readonly prompt: string
}

const { values } = parseArgs({ options: { target: { type: 'string', default: 'http://127.0.0.1:8080' } } })
const target = values.target.replace(/\/$/, '')

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const signal = AbortSignal.timeout(CALL_LIMIT_MS)
  return fetch(`${target}${path}`, { ...init, signal }).catch((error: Error) => {
    throw new Error(
      `${target}${path} does not answer: ${error.cause instanceof Error ? error.cause.message : error.message}`,
    )
  })
}

/** An answer of ours, as the contract has it. */
async function ask<Schema extends v.GenericSchema>(schema: Schema, path: string, init?: RequestInit) {
  const response = await call(path, init)
  const text = await response.text()
  const hint =
    response.status === 429
      ? ' A deployment takes 50 prompts a day of one address unless LimitGeneratePerDay says otherwise.'
      : ''
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}${hint}`)
  if (response.headers.get(HEADERS.marker) === null)
    throw new Error(`${path} was answered by something else than the API.`)
  return v.parse(schema, JSON.parse(text))
}

/** @throws where it does not come in time */
async function waitFor<Value>(what: string, limitMs: number, look: () => Promise<Value | undefined>): Promise<Value> {
  const end = Date.now() + limitMs
  while (Date.now() < end) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(PAUSE_MS)
  }
  throw new Error(`${what} has not come after ${limitMs / 1000} s.`)
}

async function send({ jobId, ownerKey, prompt }: User, models: readonly string[]): Promise<void> {
  await ask(GenerateAnswer, ROUTES.generate.path, {
    method: ROUTES.generate.method,
    headers: {
      'Content-Type': 'application/json',
      [HEADERS.idempotencyKey]: jobId,
      Authorization: `Bearer ${ownerKey}`,
    },
    body: JSON.stringify({ prompt, models, publish: true }),
  })
}

/** The job when it has ended well, and every picture of it as a browser gets it, decoded to its last pixel. */
async function look({ jobId }: User): Promise<number> {
  const job = await waitFor(`The end of job ${jobId}`, JOB_LIMIT_MS, async () => {
    const status = await ask(StatusAnswer, pathOfJob(ROUTES.status, jobId))
    return isEnded(status.status) ? status : undefined
  })
  if (job.status !== 'completed') throw new Error(`Job ${jobId} ended as ${job.status}: ${JSON.stringify(job.results)}`)
  const images = job.results.flatMap((result) => (result.status === 'completed' ? [result.image] : []))
  const addresses = images.flatMap(({ url, originalUrl }) => [url, originalUrl])
  for (const address of addresses) {
    const response = await call(address, { headers: { Accept: BROWSER } })
    if (response.status !== 200) throw new Error(`${address} answered ${response.status}.`)
    const { info } = await sharp(Buffer.from(await response.arrayBuffer()))
      .raw()
      .toBuffer({ resolveWithObject: true })
    if (info.width < 1 || info.height < 1) throw new Error(`${address} is an empty picture.`)
  }
  return addresses.length
}

async function findInGallery(users: readonly User[]): Promise<void> {
  await waitFor('The list of the gallery with all prompts', GALLERY_LIMIT_MS, async () => {
    const { galleries } = await ask(GalleryListAnswer, `${ROUTES.galleryList.path}?limit=100`)
    const listed = new Set(galleries.map(({ id }) => id))
    return users.every(({ jobId }) => listed.has(jobId)) || undefined
  })
}

async function remove({ jobId, ownerKey }: User): Promise<void> {
  const { method } = ROUTES.galleryDelete
  const path = pathOfJob(ROUTES.galleryDelete, jobId)
  const response = await call(path, { method, headers: { Authorization: `Bearer ${ownerKey}` } })
  // A prompt that was never accepted is not there to be removed.
  if (response.status !== 204 && response.status !== 404)
    throw new Error(`${path} answered ${response.status} to its owner.`)
  const status = await call(pathOfJob(ROUTES.status, jobId))
  if (status.status !== 404 && status.status !== 410)
    throw new Error(`Job ${jobId} is deleted and still answers ${status.status}.`)
}

async function run(): Promise<void> {
  const startedAt = Date.now()
  const say = (text: string) => console.info(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`)
  const health = await ask(HealthAnswer, ROUTES.health.path)
  if (health.store !== 'ok' || health.queue !== 'ok') throw new Error(`Store: ${health.store}, queue: ${health.queue}.`)
  const models = health.models
    .filter(({ provider, available }) => provider === SKETCH_PROVIDER && available)
    .map(({ id }) => id)
  say(`version ${health.version} answers; store and queue are there; ${models.length} sketches`)
  const users = Array.from({ length: USERS }, (_, index): User => {
    return {
      jobId: randomUUID(),
      ownerKey: randomBytes(24).toString('base64url'),
      prompt: `a lighthouse at dusk, visitor ${index + 1}`,
    }
  })
  try {
    await Promise.all(users.map((user) => send(user, models)))
    say(`${USERS} prompts accepted`)
    const pictures = await Promise.all(users.map(look))
    say(`all ended, ${pictures.reduce((sum, count) => sum + count, 0)} pictures loaded and decoded`)
    await findInGallery(users)
    say('all are listed in the gallery')
  } finally {
    const removals = await Promise.allSettled(users.map(remove))
    const failed = removals.flatMap((removal) => (removal.status === 'rejected' ? [String(removal.reason)] : []))
    if (failed.length > 0) console.error(`Not removed: ${failed.join(' ')}`)
    if (failed.length > 0) process.exitCode = 1
    else say('all are deleted')
  }
}

try {
  await run()
  console.info(process.exitCode ? 'The smoke test failed.' : 'The smoke test passed.')
} catch (error) {
  console.error(`The smoke test failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
