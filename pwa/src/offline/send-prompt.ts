import type { RequestFailure } from '#api/answer.ts'
import type { Api } from '#api/api.ts'
import { type GenerateRequest, normalizePrompt } from '#contract/prompt.ts'
import type { Draft } from './draft.ts'
import type { JobBoard } from './job-board.ts'
import type { OwnerKeySource } from './owner-key.ts'
import type { RecentJob } from './recent-jobs.ts'

export interface PromptToSend {
  /** As it stands in the box. */
  readonly text: string
  /** Left out = the deployment's default models. */
  readonly models?: RecentJob['models'] | undefined
  readonly options: Omit<GenerateRequest, 'prompt' | 'models'>
}

export type SendOutcome =
  | { readonly kind: 'accepted'; readonly jobId: string; readonly totalModels: number }
  /** The same prompt is on its way already: a second press changes nothing. */
  | { readonly kind: 'on-its-way' }
  | { readonly kind: 'failed'; readonly failure: RequestFailure }

export type SendPrompt = (prompt: PromptToSend) => Promise<SendOutcome>

interface SendTools {
  readonly api: Pick<Api, 'generate'>
  readonly draft: Draft
  readonly jobs: Pick<JobBoard, 'add'>
  readonly ownerKey: OwnerKeySource
}

/** Sends the draft under its frozen id. One call is one request; the text leaves the draft only once the server owns it. */
export function createSendPrompt({ api, draft, jobs, ownerKey }: SendTools): SendPrompt {
  const onTheirWay = new Set<string>()

  return async function sendPrompt({ text, models, options }) {
    const request: GenerateRequest = {
      prompt: normalizePrompt(text),
      ...(models !== undefined && { models: models.map((model) => model.id) }),
      ...options,
    }
    const body = JSON.stringify(request)
    if (onTheirWay.has(body)) return { kind: 'on-its-way' }
    onTheirWay.add(body)
    try {
      return await sendFrozen(body, { text, models, options })
    } finally {
      onTheirWay.delete(body)
    }
  }

  async function sendFrozen(body: string, { text, models, options }: PromptToSend): Promise<SendOutcome> {
    const [frozen, key] = await Promise.all([draft.freeze(body), ownerKey()])
    const { jobId, correlationId } = frozen
    const answer = await api.generate({ jobId, body, ownerKey: key }, { correlationId })
    if (!answer.ok) {
      const { failure } = answer
      if (failure.kind === 'refused' && failure.error.code === 'IDEMPOTENCY_KEY_REUSED') draft.abandon(frozen)
      return { kind: 'failed', failure }
    }
    const { createdAt, totalModels, models: ids } = answer.value
    draft.accept(frozen, text)
    jobs.add({
      ...{ jobId, createdAt, prompt: normalizePrompt(text), aspectRatio: options.aspectRatio },
      models: ids.map((id) => models?.find((model) => model.id === id) ?? { id, label: id, provider: '' }),
    })
    return { kind: 'accepted', jobId, totalModels }
  }
}
