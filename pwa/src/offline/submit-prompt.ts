import { type GenerateRequest, normalizePrompt } from '#contract/prompt.ts'
import type { Draft } from './draft.ts'
import type { Outbox } from './outbox.ts'
import type { PromptRecord } from './prompt-record.ts'

export interface PromptToSend {
  /** As it stands in the box. */
  readonly text: string
  /** Left out = the deployment's default models. */
  readonly models?: PromptRecord['about']['models'] | undefined
  readonly options: Omit<GenerateRequest, 'prompt' | 'models'>
}

export type SubmitOutcome =
  /** It is on the device's disk and will be sent. */
  | { readonly kind: 'saved'; readonly record: PromptRecord }
  /** The same prompt is being saved already: a second press changes nothing. */
  | { readonly kind: 'repeated' }
  /** The device keeps nothing: no space, or no database. The text is where it was. */
  | { readonly kind: 'failed'; readonly error: unknown }

export type SubmitPrompt = (prompt: PromptToSend) => Promise<SubmitOutcome>

interface SubmitTools {
  readonly outbox: Pick<Outbox, 'submit'>
  readonly draft: Draft
  readonly mintId: () => string
}

/** Hands the draft to the outbox under its id, with the bytes that will be sent. It is the only way to send a prompt. */
export function createSubmitPrompt({ outbox, draft, mintId }: SubmitTools): SubmitPrompt {
  const beingSaved = new Set<string>()

  async function submit(body: string, about: PromptRecord['about']): Promise<PromptRecord> {
    const record = await outbox.submit({ id: draft.id(), body, correlationId: mintId(), about })
    if (record.body === body) return record
    // Another tab has sent another text from the same draft.
    draft.renew()
    return submit(body, about)
  }

  return async function submitPrompt({ text, models, options }) {
    const prompt = normalizePrompt(text)
    const request: GenerateRequest = {
      prompt,
      ...(models !== undefined && { models: models.map((model) => model.id) }),
      ...options,
    }
    const body = JSON.stringify(request)
    if (beingSaved.has(body)) return { kind: 'repeated' }
    beingSaved.add(body)
    try {
      const { aspectRatio } = options
      const record = await submit(body, { prompt, models: models ?? [], ...(aspectRatio && { aspectRatio }) })
      draft.submitted(record.id, text)
      return { kind: 'saved', record }
    } catch (error) {
      return { kind: 'failed', error }
    } finally {
      beingSaved.delete(body)
    }
  }
}
