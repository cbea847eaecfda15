import { randomUUID } from 'node:crypto'
import { ROUTES } from '#contract/routes.ts'
import { readLimitSettings } from '../lambda/src/limits/limit-settings.ts'
import { createLimiter } from '../lambda/src/limits/limiter.ts'
import { createFileStore } from '../lambda/src/store/file-store.ts'
import { countCalls } from '../tests/support/count-calls.ts'
import { post, startApi } from '../tests/support/start-api.ts'

/** Calls of the store. S3 asks the same for writing and listing, and nothing for deleting. */
export interface Operations {
  readonly writes: number
  readonly lists: number
  readonly reads: number
}

export interface CountedOperations {
  /** Accepting a prompt of so many models, with the limits of a deployment. */
  readonly accepted: Operations
  /** What the worker does of it, published. */
  readonly made: Operations
  /** One look at the job while it runs. */
  readonly look: Operations
  /** A page of 24 young entries, whose words stand in no day file yet. */
  readonly page: Operations
  readonly erased: Operations
  /** All variants of one picture, in bytes. */
  readonly variantBytes: number
}

const OWNER = { Authorization: `Bearer ${'a'.repeat(43)}` }
const PAGE = 24
/** Does it all once with the real API and worker over files, and counts. @param models ids of the Sketch models to ask */
export async function countOperations(models: readonly string[]): Promise<CountedOperations> {
  const api = await startApi()
  const { store, take } = countCalls(createFileStore({ folder: `${api.folder}/objects` }))
  const { log, timing } = api.services
  const settings = readLimitSettings({}, { isDeployed: true, problems: [] })
  const limiter = createLimiter({ store, now: timing.now, settings, salt: 'a salt of sixteen', log })
  const counted = await startApi({ folder: api.folder, services: { store, limiter } })
  const since = (): Operations => {
    const { put, list, get, head } = take()
    return { writes: put, lists: list, reads: get + head }
  }
  const ask = async (path: string, request: RequestInit = {}) => {
    const answer = await counted.app.request(path, request)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  }
  const send = async (jobId: string) =>
    ask('/api/generate', post({ prompt: 'a lake', models, publish: true }, { 'Idempotency-Key': jobId, ...OWNER }))
  try {
    const jobId = randomUUID()
    await send(jobId)
    const accepted = since()
    await ask(`/api/status/${jobId}`)
    const look = since()
    await counted.work()
    const made = since()
    const variantBytes = (await bytesBelow(store, `images/${jobId}/`)) / models.length
    for (let entry = 1; entry < PAGE; entry += 1) await send(randomUUID())
    await counted.work()
    since()
    await ask(`${ROUTES.galleryList.path}?limit=${PAGE}`)
    const page = since()
    await ask(`/api/gallery/${jobId}`, { method: 'DELETE', headers: OWNER })
    await counted.work()
    return { accepted, made, look, page, erased: since(), variantBytes }
  } finally {
    await api.close()
  }
}

async function bytesBelow(store: ReturnType<typeof createFileStore>, prefix: string): Promise<number> {
  const { keys } = await store.list({ prefix })
  const variants = keys.filter((key) => !key.endsWith('/original'))
  const heads = await Promise.all(variants.map((key) => store.get(key)))
  return heads.reduce((sum, object) => sum + (object?.body.byteLength ?? 0), 0)
}
