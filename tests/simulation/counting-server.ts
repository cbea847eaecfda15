import type { Answer } from '#api/answer.ts'
import { AppError, type ErrorCode } from '#contract/errors.ts'
import type { StatusAnswer } from '#contract/job.ts'
import { LIMITS } from '#contract/limits.ts'
import type { GenerateAnswer } from '#contract/prompt.ts'
import type { OutboxApi } from '#offline/drain-outbox.ts'
import type { Fate } from './fate.ts'

/** What may befall one request on its way there and back. */
const FAULTS = [
  ...['dropped-before', 'dropped-after', 'error-before', 'error-after', 'too-slow'],
  ...['limit', 'busy', 'portal', 'firewall', 'other-job'],
] as const
type Fault = (typeof FAULTS)[number]

const LIMIT_MS = 30_000
const MAX_REQUESTS = 2000
/** Turns of the event loop that a request takes: enough for another tab to look for work meanwhile. */
const TRAVEL_TURNS = 12

interface Job {
  readonly body: string
  isCanceled: boolean
}

/** What the server makes of an id: the first body makes the job, the same again finds it. */
function createJobs() {
  const jobs = new Map<string, Job>()
  const canceled = new Set<string>()
  return {
    jobs,
    canceled,
    accept(id: string, body: string): Answer<GenerateAnswer> {
      const known = jobs.get(id)
      if (known?.isCanceled) return refusal('JOB_CANCELED')
      if (known !== undefined && known.body !== body) return refusal('IDEMPOTENCY_KEY_REUSED')
      jobs.set(id, known ?? { body, isCanceled: false })
      return {
        ok: true,
        value: { jobId: id, status: 'pending', totalModels: 1, models: ['sketch:ink'], createdAt: '' },
      }
    },
    cancel(id: string): Answer<StatusAnswer> {
      const job = jobs.get(id)
      canceled.add(id)
      if (job === undefined) jobs.set(id, { body: '', isCanceled: true })
      return { ok: true, value: statusOf(id, job === undefined || job.isCanceled ? 'canceled' : 'in_progress') }
    },
  }
}

/** The server behind a bad network, and a record of everything that must not happen. */
export function createCountingServer(fate: Fate, { hasOneSender }: { readonly hasOneSender: boolean }) {
  const { jobs, canceled, accept, cancel } = createJobs()
  const bodies = new Map<string, string>()
  const problems: string[] = []
  const underWay = new Set<string>()
  /** Resolves when there are so many requests that something goes round in circles. */
  const alarm = Promise.withResolvers<void>()
  let requests = 0
  let limitUntil = 0

  function watch(id: string, body: string): void {
    if (underWay.has(id)) problems.push(`overlap: two requests with ${id} at once`)
    if ((bodies.get(id) ?? body) !== body) problems.push(`the body of ${id} changed after it was sent`)
    const early = limitUntil - fate.serverNow()
    if (hasOneSender && early > 0) problems.push(`a request came ${early} ms before a limit's end`)
    bodies.set(id, body)
    underWay.add(id)
  }

  function befall(fault: Fault, id: string, body: string): Answer<GenerateAnswer> {
    if (fault.endsWith('-after') || fault === 'too-slow') accept(id, body)
    // A key that is known is answered before any limit.
    if (fault === 'limit' && jobs.has(id)) return accept(id, body)
    if (fault === 'limit') limitUntil = fate.serverNow() + LIMIT_MS
    return answerOf(fault)
  }

  /** Draws what befalls a request, and lets time pass for it and others. */
  async function travel(): Promise<Fault | 'none'> {
    requests += 1
    if (requests > MAX_REQUESTS) {
      problems.push(`more than ${MAX_REQUESTS} requests`)
      alarm.resolve()
      await new Promise(() => undefined)
    }
    const fault = drawFault(fate)
    for (let turn = 0; turn < TRAVEL_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    fate.pass(fault === 'too-slow' ? LIMITS.clientTimeoutMs : fate.random() * 400)
    return fault
  }

  const api: OutboxApi = {
    async generate({ id, body }) {
      watch(id, body)
      const fault = await travel()
      underWay.delete(id)
      return fault === 'none' ? accept(id, body) : befall(fault, id, body)
    },
    async cancel({ id }) {
      const fault = await travel()
      if (fault === 'dropped-before') return failure({ kind: 'unreachable' })
      const answer = cancel(id)
      return fault === 'dropped-after' ? failure({ kind: 'unreachable' }) : answer
    },
    async probe() {
      const fault = await travel()
      if (fault === 'portal') return 'portal'
      return fate.isDown || fault.startsWith('dropped') ? 'away' : 'there'
    },
  }
  /** A tab that has died may not have told the others of a limit. */
  function forgetLimit(): void {
    limitUntil = 0
  }
  const counts = { problems: () => problems, requests: () => requests }
  return { api, jobs, bodies, canceled, forgetLimit, alarm: alarm.promise, ...counts }
}

function drawFault(fate: Fate): Fault | 'none' {
  if (fate.isDown) return fate.pick(['dropped-before', 'dropped-after', 'too-slow'])
  return fate.isCalm || fate.chance(0.5) ? 'none' : fate.pick(FAULTS)
}

/** What the device sees of a fault. */
function answerOf(fault: Fault): Answer<never> {
  switch (fault) {
    case 'dropped-before':
    case 'dropped-after':
      return failure({ kind: 'unreachable' })
    case 'too-slow':
      return failure({ kind: 'timeout' })
    case 'error-before':
      return refusal('SERVICE_UNAVAILABLE')
    case 'error-after':
      return refusal('INTERNAL_SERVER_ERROR')
    case 'limit':
      return refusal('RATE_LIMIT_EXCEEDED', LIMIT_MS)
    case 'busy':
      return refusal('JOB_IN_PROGRESS', 1000)
    case 'firewall':
      return failure({ kind: 'foreign', status: 403 })
    case 'portal':
    case 'other-job':
      return failure({ kind: 'foreign', status: 200 })
    default:
      return fault satisfies never
  }
}

type FailureFacts = { readonly kind: 'unreachable' | 'timeout' } | { readonly kind: 'foreign'; readonly status: number }

function failure(facts: FailureFacts): Answer<never> {
  return { ok: false, failure: { correlationId: 'simulated', ...facts } }
}

function refusal(code: ErrorCode, retryAfterMs?: number): Answer<never> {
  const facts = { correlationId: 'simulated', ...(retryAfterMs !== undefined && { retryAfterMs }) }
  return { ok: false, failure: { kind: 'refused', error: new AppError(code), ...facts } }
}

function statusOf(jobId: string, status: StatusAnswer['status']): StatusAnswer {
  const facts = { prompt: '', createdAt: '', updatedAt: '', totalModels: 0, completedModels: 0, results: [] }
  return { jobId, status, ...facts }
}
