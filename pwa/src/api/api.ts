import { type ClientLog, ClientLogAnswer } from '#contract/client-log.ts'
import { EnhanceAnswer, type EnhanceRequest } from '#contract/enhance.ts'
import { GalleryEntryAnswer } from '#contract/gallery.ts'
import { StatusAnswer } from '#contract/job.ts'
import { ModelsAnswer } from '#contract/models.ts'
import { pathOfJob, ROUTES } from '#contract/routes.ts'
import type { Answer } from './answer.ts'
import { type Call, createOutboxCalls, type OutboxCalls } from './outbox-calls.ts'
import { type RequestTools, request } from './request.ts'

export interface Api extends OutboxCalls {
  /** One look at a job; the caller has a schedule of its own, so nothing is repeated here. */
  readonly status: (jobId: string, call: Call) => Promise<Answer<StatusAnswer>>
  /** Begins another attempt at a model that has failed. */
  readonly retry: (
    run: { readonly jobId: string; readonly model: string; readonly ownerKey: string },
    call: Call,
  ) => Promise<Answer<StatusAnswer>>
  /** Asks once for a better text; nothing is sent anywhere else before somebody has chosen it. */
  readonly enhance: (prompt: string, call: Call) => Promise<Answer<EnhanceAnswer>>
  readonly models: (call: Call) => Promise<Answer<ModelsAnswer>>
  readonly galleryEntry: (jobId: string, call: Call) => Promise<Answer<GalleryEntryAnswer>>
  readonly log: (entry: ClientLog, call: Call) => Promise<Answer<{ success: true }>>
}

/** One function for each route that the app calls. */
export function createApi(tools: RequestTools): Api {
  return {
    ...createOutboxCalls(tools),
    status(jobId, call) {
      const path = pathOfJob(ROUTES.status, jobId)
      return request(tools, { method: ROUTES.status.method, path, schema: StatusAnswer, repeat: 'never', ...call })
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
    galleryEntry(jobId, call) {
      const path = pathOfJob(ROUTES.galleryEntry, jobId)
      return request(tools, { method: ROUTES.galleryEntry.method, path, schema: GalleryEntryAnswer, ...call })
    },
    log(entry, call) {
      const body = JSON.stringify(entry)
      return request(tools, { ...ROUTES.log, schema: ClientLogAnswer, body, keepalive: true, ...call })
    },
  }
}
