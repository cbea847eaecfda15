import { HealthAnswer } from '#contract/health.ts'
import { StatusAnswer } from '#contract/job.ts'
import { GenerateAnswer } from '#contract/prompt.ts'
import { HEADERS, pathOfJob, ROUTES } from '#contract/routes.ts'
import type { Answer } from './answer.ts'
import { type RequestTools, request } from './request.ts'

export interface Call {
  readonly correlationId: string
  readonly signal?: AbortSignal | undefined
}

/** What of the API the outbox calls, in the page and in the service worker, which is loaded without the rest. */
export interface OutboxCalls {
  /** Sends a frozen body under its key. Accepted only where the answer names the key that was sent. */
  readonly generate: (
    prompt: { readonly jobId: string; readonly body: string; readonly ownerKey: string },
    call: Call,
  ) => Promise<Answer<GenerateAnswer>>
  /** Stops what has not begun; allowed with the key that the job was sent with. */
  readonly cancel: (jobId: string, ownerKey: string, call: Call) => Promise<Answer<StatusAnswer>>
  /** Whether the server is there. @param nonce comes back in the answer, so that no stored page can pose as one */
  readonly health: (nonce: string, call: Call) => Promise<Answer<HealthAnswer>>
}

export function createOutboxCalls(tools: RequestTools): OutboxCalls {
  return {
    async generate({ jobId, body, ownerKey }, call) {
      const headers = { [HEADERS.idempotencyKey]: jobId, Authorization: `Bearer ${ownerKey}` }
      const { method, path } = ROUTES.generate
      const answer = await request(tools, { method, path, schema: GenerateAnswer, body, headers, ...call })
      if (!answer.ok || answer.value.jobId === jobId) return answer
      return { ok: false, failure: { kind: 'foreign', status: 200, correlationId: call.correlationId } }
    },
    cancel(jobId, ownerKey, call) {
      const path = pathOfJob(ROUTES.cancel, jobId)
      const headers = { Authorization: `Bearer ${ownerKey}` }
      return request(tools, { method: 'POST', path, schema: StatusAnswer, headers, ...call })
    },
    health(nonce, call) {
      const { method, path } = ROUTES.health
      const query = new URLSearchParams({ nonce })
      return request(tools, { method, path: `${path}?${query}`, schema: HealthAnswer, repeat: 'never', ...call })
    },
  }
}
