import type { ProviderAnswer } from './exchange.ts'
import { type FittedRequest, fitRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome } from './image-model.ts'
import { type ProviderCall, type ProviderContext, startCall } from './provider-context.ts'
import { type FailedOutcome, failedOutcome } from './provider-outcome.ts'

/** What differs from provider to provider: the one call that is charged, and what its answer says. */
interface OneCall {
  /** Takes out of a prompt what this provider would read as an order. */
  readonly cleanPrompt?: ((prompt: string) => string) | undefined
  readonly send: (call: ProviderCall, fitted: FittedRequest) => Promise<ProviderAnswer | FailedOutcome>
  /** Of a 2xx. What follows the charged call, polls and downloads, belongs here. */
  readonly read: (call: ProviderCall, answer: ProviderAnswer) => ImageOutcome | Promise<ImageOutcome>
}

/** A model behind one charged call: the request is fitted to it, and what could not be had comes back with any outcome. */
export function createOneCallModel(context: ProviderContext, { cleanPrompt, send, read }: OneCall): ImageModel {
  return async function generate(request) {
    const call = startCall(context, request)
    const fitted = fitRequest({ ...request, prompt: cleanPrompt?.(request.prompt) ?? request.prompt })
    const { prompt, warnings } = fitted
    if (prompt === '')
      return { ...failedOutcome(call, { kind: 'invalid', detail: 'nothing is left of the prompt' }), warnings }
    const answer = await send(call, fitted)
    if (answer.status === 'failed') return { ...answer, warnings }
    const outcome = await read(call, answer)
    if (outcome.status === 'failed') return { ...outcome, warnings }
    const ownPrompt = prompt === request.prompt ? undefined : prompt
    return { ...outcome, revisedPrompt: outcome.revisedPrompt ?? ownPrompt, warnings }
  }
}
