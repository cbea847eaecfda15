import * as v from 'valibot'
import type { AspectRatio } from '#contract/aspect-ratios.ts'
import { postToProvider } from './call-provider.ts'
import { parseJson, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import { fitRequest } from './fit-request.ts'
import { googleErrorRule } from './google-errors.ts'
import type { ImageModel, ImageOutcome } from './image-model.ts'
import { type ProviderCall, type ProviderContext, startCall } from './provider-context.ts'
import { base64Outcome, failedOutcome } from './provider-outcome.ts'

/** It has no 3:2; 4:3 is the nearest. */
const RATIOS: Readonly<Record<AspectRatio, string>> = {
  '1:1': '1:1',
  '16:9': '16:9',
  '9:16': '9:16',
  '4:3': '4:3',
  '3:4': '3:4',
  '3:2': '4:3',
  '2:3': '3:4',
}

const Text = v.fallback(v.optional(v.string()), undefined)
const Answer = v.object({
  predictions: v.fallback(v.array(v.object({ bytesBase64Encoded: Text, raiFilteredReason: Text })), []),
})

/** Google's Imagen, which has ended: the registry answers for it, and this keeps its form. */
export function createImagen(context: ProviderContext): ImageModel {
  const credentials = context.key === undefined ? {} : { 'x-goog-api-key': context.key }
  const headers = { ...credentials, accept: 'application/json', 'content-type': 'application/json' }

  return async function generateImagen(request) {
    const call = startCall(context, request)
    const { prompt, warnings } = fitRequest(request)
    const parameters = {
      sampleCount: 1,
      aspectRatio: RATIOS[request.aspectRatio],
      personGeneration: 'allow_adult',
      includeRaiReason: true,
    }
    const answer = await postToProvider(call, {
      url: `${context.baseUrl}/models/${encodeURIComponent(request.model.vendorModel)}:predict`,
      headers: () => headers,
      body: JSON.stringify({ instances: [{ prompt }], parameters }),
      errorRule: googleErrorRule,
    })
    const outcome = answer.status === 'failed' ? answer : readAnswer(call, answer)
    return { ...outcome, warnings }
  }
}

/** A filtered picture is missing, with its reason or without a word. */
function readAnswer(call: ProviderCall, answer: ProviderAnswer): ImageOutcome {
  const parsed = v.safeParse(Answer, parseJson(new TextDecoder().decode(answer.bytes)))
  if (!parsed.success) return pictureMissing(call, answer)
  const [prediction] = parsed.output.predictions
  if (prediction?.bytesBase64Encoded) return base64Outcome(call, prediction.bytesBase64Encoded, { warnings: [] })
  const detail = prediction?.raiFilteredReason
  return failedOutcome(call, { kind: 'refused', httpStatus: answer.httpStatus, code: 'filtered', detail })
}
