import * as v from 'valibot'
import { MIRROR_CACHE } from './mirror-cache.ts'
import { PromptRecord } from './prompt-record.ts'

const FOLDER = '/outbox-mirror/'
const EPOCH = `${FOLDER}epoch`

const MirroredPrompt = v.pick(PromptRecord, ['id', 'seq', 'body', 'correlationId', 'about', 'createdAt'])
export type MirroredPrompt = v.InferOutput<typeof MirroredPrompt>

/**
 * A second copy of every unsent prompt, outside of IndexedDB, which a browser may find broken and empty in silence. It
 * stands in Cache Storage, another backend on the disk that the service worker reaches too; `localStorage` would reach
 * the disk only seconds later. Each call resolves when it is on the disk, and throws where the device cannot keep it.
 */
export interface OutboxMirror {
  readonly put: (prompt: MirroredPrompt) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** In their order; what cannot be read is left out. */
  readonly list: () => Promise<readonly MirroredPrompt[]>
  /** Names the database that this is a copy of. */
  readonly readEpoch: () => Promise<string | undefined>
  readonly writeEpoch: (epoch: string) => Promise<void>
}

/** @param caches undefined where the browser has none, as on the plain http addresses of a home network: then no copy is made */
export function createOutboxMirror(caches: Pick<CacheStorage, 'open'> | undefined): OutboxMirror {
  if (caches === undefined) return NO_MIRROR
  return {
    async put({ id, seq, body, correlationId, about, createdAt }) {
      const copy: MirroredPrompt = { id, seq, body, correlationId, about, createdAt }
      await (await caches.open(MIRROR_CACHE)).put(FOLDER + id, Response.json(copy))
    },
    async remove(id) {
      await (await caches.open(MIRROR_CACHE)).delete(FOLDER + id)
    },
    async list() {
      const cache = await caches.open(MIRROR_CACHE)
      const prompts: MirroredPrompt[] = []
      for (const request of await cache.keys()) {
        const parsed = v.safeParse(MirroredPrompt, await readJson(await cache.match(request)))
        if (parsed.success) prompts.push(parsed.output)
      }
      return prompts.sort((one, other) => one.seq - other.seq)
    },
    async readEpoch() {
      const epoch = await readJson(await (await caches.open(MIRROR_CACHE)).match(EPOCH))
      return typeof epoch === 'string' ? epoch : undefined
    },
    async writeEpoch(epoch) {
      await (await caches.open(MIRROR_CACHE)).put(EPOCH, Response.json(epoch))
    },
  }
}

const NO_MIRROR: OutboxMirror = {
  put: async () => undefined,
  remove: async () => undefined,
  list: async () => [],
  readEpoch: async () => undefined,
  writeEpoch: async () => undefined,
}

async function readJson(response: Response | undefined): Promise<unknown> {
  try {
    return await response?.json()
  } catch {
    return undefined
  }
}
