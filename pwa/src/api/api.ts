import { type ClientLog, ClientLogAnswer } from '#contract/client-log.ts'
import { EnhanceAnswer, type EnhanceRequest } from '#contract/enhance.ts'
import { GalleryEntryAnswer, GalleryListAnswer } from '#contract/gallery.ts'
import { HealthAnswer } from '#contract/health.ts'
import { StatusAnswer } from '#contract/job.ts'
import { ModelsAnswer } from '#contract/models.ts'
import { GenerateAnswer } from '#contract/prompt.ts'
import { HEADERS, pathOfJob, ROUTES } from '#contract/routes.ts'
import type { Answer } from './answer.ts'
import { type RequestTools, request } from './request.ts'

export interface Call {
  readonly correlationId: string
  readonly signal?: AbortSignal | undefined
}

export interface Api {
  /** Sends a frozen body under its key. Accepted only where the answer names the key that was sent. */
  readonly generate: (
    prompt: { readonly jobId: string; readonly body: string; readonly ownerKey: string },
    call: Call,
  ) => Promise<Answer<GenerateAnswer>>
  /** One look at a job; the caller has a schedule of its own, so nothing is repeated here. */
  readonly status: (jobId: string, call: Call) => Promise<Answer<StatusAnswer>>
  /** Stops what has not begun; allowed with the key that the job was sent with. */
  readonly cancel: (jobId: string, ownerKey: string, call: Call) => Promise<Answer<StatusAnswer>>
  /** Begins another attempt at a model that has failed. */
  readonly retry: (
    run: { readonly jobId: string; readonly model: string; readonly ownerKey: string },
    call: Call,
  ) => Promise<Answer<StatusAnswer>>
  /** Asks once for a better text; nothing is sent anywhere else before somebody has chosen it. */
  readonly enhance: (prompt: string, call: Call) => Promise<Answer<EnhanceAnswer>>
  readonly models: (call: Call) => Promise<Answer<ModelsAnswer>>
  /** Whether the server is there. @param nonce comes back in the answer, so that no stored page can pose as one */
  readonly health: (nonce: string, call: Call) => Promise<Answer<HealthAnswer>>
  readonly galleryList: (cursor: string | undefined, call: Call) => Promise<Answer<GalleryListAnswer>>
  readonly galleryEntry: (jobId: string, call: Call) => Promise<Answer<GalleryEntryAnswer>>
  readonly log: (entry: ClientLog, call: Call) => Promise<Answer<{ success: true }>>
}

/** One function for each route that the app calls. */
export function createApi(tools: RequestTools): Api {
  return {
    async generate({ jobId, body, ownerKey }, call) {
      const headers = { [HEADERS.idempotencyKey]: jobId, Authorization: `Bearer ${ownerKey}` }
      const { method, path } = ROUTES.generate
      const answer = await request(tools, { method, path, schema: GenerateAnswer, body, headers, ...call })
      if (!answer.ok || answer.value.jobId === jobId) return answer
      return { ok: false, failure: { kind: 'foreign', status: 200, correlationId: call.correlationId } }
    },
    status(jobId, call) {
      const path = pathOfJob(ROUTES.status, jobId)
      return request(tools, { method: ROUTES.status.method, path, schema: StatusAnswer, repeat: 'never', ...call })
    },
    cancel(jobId, ownerKey, call) {
      const path = pathOfJob(ROUTES.cancel, jobId)
      const headers = { Authorization: `Bearer ${ownerKey}` }
      return request(tools, { method: 'POST', path, schema: StatusAnswer, headers, ...call })
    },
    retry({ jobId, model, ownerKey }, call) {
      const path = pathOfJob(ROUTES.retry, jobId)
      const headers = { Authorization: `Bearer ${ownerKey}` }
      const body = JSON.stringify({ model })
      return request(tools, { method: 'POST', path, schema: StatusAnswer, headers, body, ...call })
    },
    enhance(prompt, call) {
      const body = JSON.stringify({ prompt } satisfies EnhanceRequest)
      return request(tools, { ...ROUTES.enhance, schema: EnhanceAnswer, body, ...call })
    },
    models(call) {
      return request(tools, { ...ROUTES.models, schema: ModelsAnswer, ...call })
    },
    health(nonce, call) {
      const { method, path } = ROUTES.health
      const query = new URLSearchParams({ nonce })
      return request(tools, { method, path: `${path}?${query}`, schema: HealthAnswer, repeat: 'never', ...call })
    },
    galleryList(cursor, call) {
      const { method, path } = ROUTES.galleryList
      const query = cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`
      return request(tools, { method, path: `${path}${query}`, schema: GalleryListAnswer, cache: 'no-cache', ...call })
    },
    galleryEntry(jobId, call) {
      const path = pathOfJob(ROUTES.galleryEntry, jobId)
      return request(tools, { method: ROUTES.galleryEntry.method, path, schema: GalleryEntryAnswer, ...call })
    },
    log(entry, call) {
      return request(tools, { ...ROUTES.log, schema: ClientLogAnswer, body: JSON.stringify(entry), ...call })
    },
  }
}
