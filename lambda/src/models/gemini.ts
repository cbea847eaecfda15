import * as v from 'valibot'
import type { Cost } from '#contract/job.ts'
import { parseAnswer, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome } from './image-model.ts'
import { createOneCallModel } from './one-call-model.ts'
import { postToGoogle } from './post-to-google.ts'
import type { ProviderCall, ProviderContext } from './provider-context.ts'
import { base64Outcome, failedOutcome } from './provider-outcome.ts'

/** Dollars for a million tokens, which is millionths of a dollar for one. */
const RATES = { in: 1.5, out: 30 } as const

/** Why a picture is missing because of what it would show. Every other reason, known or not, is a failure of the provider. */
const REFUSALS: ReadonlySet<string> = new Set([
  'SAFETY',
  'IMAGE_SAFETY',
  'PROHIBITED_CONTENT',
  'IMAGE_PROHIBITED_CONTENT',
  'BLOCKLIST',
  'SPII',
  'RECITATION',
  'IMAGE_RECITATION',
])

const Text = v.fallback(v.optional(v.string()), undefined)
const Tokens = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), undefined)
const Part = v.object({
  thought: v.fallback(v.optional(v.boolean()), undefined),
  inlineData: v.fallback(v.optional(v.object({ data: v.string() })), undefined),
})
const Candidate = v.object({
  content: v.fallback(v.optional(v.object({ parts: v.fallback(v.array(Part), []) })), undefined),
  finishReason: Text,
  finishMessage: Text,
})
const Answer = v.object({
  candidates: v.fallback(v.array(Candidate), []),
  promptFeedback: v.fallback(v.optional(v.object({ blockReason: Text })), undefined),
  usageMetadata: v.fallback(
    v.optional(v.object({ promptTokenCount: Tokens, candidatesTokenCount: Tokens })),
    undefined,
  ),
  responseId: Text,
})
type Answer = v.InferOutput<typeof Answer>

/** Google's Gemini models that answer with pictures. */
export function createGemini(context: ProviderContext): ImageModel {
  return createOneCallModel(context, {
    send: (call, fitted) =>
      postToGoogle(call, { model: fitted.model, action: 'generateContent', body: bodyOf(fitted) }),
    read: readAnswer,
  })
}

function bodyOf({ aspectRatio, prompt, seed }: FittedRequest) {
  return {
    contents: [{ role: 'user', parts: [{ text: prompt }] }],
    generationConfig: {
      responseModalities: ['IMAGE'],
      ...(seed !== undefined && { seed }),
      imageConfig: { aspectRatio, imageSize: '1K' }, // left out, the model chooses a shape of its own
    },
  }
}

/** A refusal is a 200: without candidates, or with one that says why it has no picture. */
function readAnswer(call: ProviderCall, answer: ProviderAnswer): ImageOutcome {
  const content = parseAnswer(Answer, answer)
  if (content === undefined) return pictureMissing(call, answer)
  const { candidates, responseId: requestId } = content
  const parts = candidates[0]?.content?.parts ?? []
  // Thoughts hold drafts of the picture; the last one that is no thought is the answer.
  const data = parts.findLast((part) => part.thought !== true && part.inlineData !== undefined)?.inlineData?.data
  if (!data) return { ...withoutPicture(call, answer, content), ...(requestId !== undefined && { requestId }) }
  return base64Outcome(call, data, { requestId, cost: costOf(content) })
}

function withoutPicture(call: ProviderCall, answer: ProviderAnswer, { candidates, promptFeedback }: Answer) {
  const { httpStatus } = answer
  const blocked = promptFeedback?.blockReason
  if (blocked !== undefined) return failedOutcome(call, { kind: 'refused', httpStatus, code: blocked })
  const { finishReason, finishMessage } = candidates[0] ?? {}
  if (finishReason === undefined) return pictureMissing(call, answer)
  const kind = REFUSALS.has(finishReason) ? 'refused' : 'upstream'
  return failedOutcome(call, { kind, httpStatus, code: finishReason, detail: finishMessage })
}

function costOf({ usageMetadata }: Answer): Cost | undefined {
  const { promptTokenCount = 0, candidatesTokenCount } = usageMetadata ?? {}
  if (candidatesTokenCount === undefined) return undefined
  return { microUsd: Math.round(promptTokenCount * RATES.in + candidatesTokenCount * RATES.out), source: 'computed' }
}
