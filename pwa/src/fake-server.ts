import type { EnhanceAnswer } from '#contract/enhance.ts'
import type { ErrorCode } from '#contract/errors.ts'
import { ERRORS } from '#contract/errors.ts'
import type { FailureKind } from '#contract/failure-kinds.ts'
import type { GalleryEntry, GalleryEntryAnswer } from '#contract/gallery.ts'
import { originalPath } from '#contract/image-variants.ts'
import { type Failure, jobStatus, type Result, type StatusAnswer } from '#contract/job.ts'
import type { ModelInfo, ModelsAnswer } from '#contract/models.ts'
import { HEADERS } from '#contract/routes.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import { answerGallery, createFakeGallery, type FakeGallery } from './fake-gallery.ts'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: string
}

type Responder = (request: SeenRequest) => Response | Promise<Response>

/** An API for component tests: answers that keep the contract, and a place to put others in their stead. */
export interface FakeServer extends FakeGallery {
  readonly fetch: typeof fetch
  readonly requests: readonly SeenRequest[]
  readonly requestsTo: (path: string) => readonly SeenRequest[]
  models: ModelsAnswer
  readonly jobs: Map<string, StatusAnswer>
  /** Newest first. */
  galleries: GalleryEntry[]
  /** Answers in place of the default, for paths that begin so. */
  readonly respond: (path: string, responder: Responder) => void
  readonly restore: (path: string) => void
  /** Replaces one model's result of a job. */
  readonly setResult: (jobId: string, result: Result) => void
}

const CREATED_AT = '2026-11-24T12:00:00.000Z'

export function createFakeServer(): FakeServer {
  const requests: SeenRequest[] = []
  const responders = new Map<string, Responder>()
  const server: FakeServer = {
    requests,
    requestsTo: (path) => requests.filter((request) => request.path.startsWith(path)),
    models: {
      models: [model('stub:fast', 'Fast'), model('stub:slow', 'Slow')],
      defaultModels: ['stub:fast', 'stub:slow'],
      galleryDefault: 'public',
    },
    jobs: new Map(),
    galleries: [],
    ...createFakeGallery(),
    respond: (path, responder) => responders.set(path, responder),
    restore: (path) => responders.delete(path),
    setResult(jobId, result) {
      const job = server.jobs.get(jobId)
      if (job === undefined) throw new Error(`No job ${jobId}`)
      const results = job.results.map((each) => (each.model === result.model ? result : each))
      server.jobs.set(jobId, { ...job, results, status: jobStatus(results.map((each) => each.status)) })
    },
    async fetch(input, init) {
      const headers = new Headers(init?.headers)
      const request = { method: init?.method ?? 'GET', path: String(input), headers, body: String(init?.body ?? '') }
      requests.push(request)
      const replaced = [...responders].find(([path]) => request.path.startsWith(path))?.[1]
      return replaced === undefined ? answer(server, request) : replaced(request)
    },
  }
  return server
}

function answer(server: FakeServer, request: SeenRequest): Response {
  const { path, headers, body } = request
  if (path === '/api/models') return okAnswer(server.models)
  if (path === '/api/enhance') return okAnswer(improved(JSON.parse(body).prompt))
  if (path === '/api/log') return okAnswer({ success: true })
  if (path === '/api/generate') return generate(server, headers.get(HEADERS.idempotencyKey) ?? '', body)
  if (path.startsWith('/api/jobs/')) return changeJob(server, path, body)
  if (path.startsWith('/api/status/')) {
    const job = server.jobs.get(path.slice('/api/status/'.length))
    return job === undefined ? errorAnswer('JOB_NOT_FOUND') : okAnswer(job)
  }
  const told = answerGallery(server, request)
  if (told !== undefined) return told
  if (path.startsWith('/api/gallery/')) {
    const job = server.jobs.get(path.slice('/api/gallery/'.length))
    return job === undefined ? errorAnswer('JOB_NOT_FOUND') : okAnswer(entryOf(job))
  }
  return errorAnswer('NOT_FOUND')
}

function generate(server: FakeServer, jobId: string, body: string): Response {
  const sent = JSON.parse(body)
  const ids: string[] = sent.models ?? server.models.defaultModels
  const results = ids.map((id) => pendingResult(id, labelOf(server, id)))
  if (!server.jobs.has(jobId)) {
    server.jobs.set(jobId, {
      ...{ jobId, status: 'pending', prompt: sent.prompt, createdAt: CREATED_AT, updatedAt: CREATED_AT, results },
      totalModels: ids.length,
      completedModels: 0,
    })
  }
  return okAnswer({ jobId, status: 'pending', totalModels: ids.length, models: ids, createdAt: CREATED_AT })
}

/** What the built-in rules make of a prompt: two texts, of which one can be chosen. */
export function improved(original: string, change: Partial<EnhanceAnswer> = {}): EnhanceAnswer {
  const long = `${original}, soft light, fine detail`
  return { original, enhanced: long, short: `${original}, soft light`, long, source: 'builtin', ...change }
}

/** Ends what waits, or begins the next attempt, as the server does. */
function changeJob(server: FakeServer, path: string, body: string): Response {
  const [, jobId = '', change] = /^\/api\/jobs\/([^/]+)\/(cancel|retry)$/.exec(path) ?? []
  const job = server.jobs.get(jobId)
  if (job === undefined) return errorAnswer('JOB_NOT_FOUND')
  const model = change === 'retry' ? JSON.parse(body).model : undefined
  for (const result of job.results) {
    const { provider, label, attempt } = result
    const about = { model: result.model, provider, label }
    if (change === 'cancel' && result.status === 'pending') {
      server.setResult(jobId, { ...about, attempt, status: 'canceled', completedAt: CREATED_AT })
    }
    if (result.model === model) server.setResult(jobId, { ...about, attempt: attempt + 1, status: 'pending' })
  }
  return okAnswer(server.jobs.get(jobId))
}

function labelOf({ models }: FakeServer, id: string): string {
  return models.models.find((each) => each.id === id)?.label ?? id
}

function entryOf({ jobId, prompt, createdAt, results }: StatusAnswer): GalleryEntryAnswer {
  const images = results.filter((result) => result.status === 'completed')
  return { galleryId: jobId, timestamp: createdAt, prompt, images, total: images.length }
}

export function okAnswer(body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { headers: { [HEADERS.marker]: '1', [HEADERS.correlationId]: 'server-1', ...headers } })
}

export function errorAnswer(code: ErrorCode, headers: Record<string, string> = {}): Response {
  return Response.json(
    { error: code, message: USER_MESSAGES[code], correlationId: 'server-1' },
    { status: ERRORS[code].status, headers: { [HEADERS.marker]: '1', ...headers } },
  )
}

export function model(id: string, label: string, change: Partial<ModelInfo> = {}): ModelInfo {
  return {
    ...{ id, label, provider: id.replace(/:.*/, ''), available: true, price: { usd: 0 } },
    capabilities: { aspectRatios: ['1:1', '16:9'], seed: false, negativePrompt: false, maxPrompt: 1000 },
    ...change,
  }
}

export function pendingResult(id: string, label: string): Result {
  return { status: 'pending', model: id, label, provider: id.replace(/:.*/, ''), attempt: 1 }
}

export function completedResult(jobId: string, id: string, label: string) {
  const run = id.replace(':', '-')
  return {
    ...{ status: 'completed', model: id, label, provider: id.replace(/:.*/, ''), attempt: 1 },
    ...{ startedAt: CREATED_AT, completedAt: CREATED_AT, durationMs: 1200 },
    image: {
      ...{ run, url: `/images/${jobId}/${run}/1024`, originalUrl: originalPath(jobId, run) },
      ...{
        width: 1024,
        height: 1024,
        mimeType: 'image/png',
        bytes: 104_000,
        sha256: 'aa',
        thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
      },
    },
  } as const satisfies Result
}

export function failedResult(
  id: string,
  label: string,
  kind: FailureKind,
  facts: Partial<Failure> & { attempt?: number } = {},
): Result {
  const { attempt = 1, ...failure } = facts
  return {
    ...{ model: id, label, provider: id.replace(/:.*/, ''), attempt, completedAt: CREATED_AT },
    ...{
      status: kind === 'refused' ? 'refused' : 'failed',
      failure: { kind, message: 'words of a vendor', ...failure },
    },
  }
}
