import * as v from 'valibot'
import { type BedrockContext, bedrockRequestId, invokeModel } from './bedrock-invoke.ts'
import { parseAnswer, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome } from './image-model.ts'
import { createOneCallModel } from './one-call-model.ts'
import type { ProviderCall } from './provider-context.ts'
import { base64Outcome, failedOutcome } from './provider-outcome.ts'
import { STABILITY_RATIOS } from './stability-ratios.ts'

/** SD 3.5 takes what to leave out and names its mode; Ultra and Core refuse both fields. */
const Family = v.picklist(['sd3.5', 'stable-image'])

const Seed = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Answer = v.object({
  seeds: v.fallback(v.array(Seed), []),
  finish_reasons: v.fallback(v.array(v.nullable(v.string())), []),
  images: v.fallback(v.array(v.string()), []),
})

/** Stability's models on Amazon Bedrock. */
export function createBedrockStability(context: BedrockContext): ImageModel {
  return createOneCallModel(context, {
    send(call, fitted) {
      const body = JSON.stringify(bodyOf(fitted))
      return invokeModel(call, context, { vendorModel: fitted.model.vendorModel, action: 'invoke', body })
    },
    read: readAnswer,
  })
}

function bodyOf({ model, aspectRatio, prompt, negativePrompt, seed }: FittedRequest) {
  const family = v.parse(Family, model.family)
  return {
    prompt,
    ...(family === 'sd3.5' && { mode: 'text-to-image' }),
    aspect_ratio: STABILITY_RATIOS[aspectRatio],
    output_format: 'png',
    ...(seed !== undefined && { seed }),
    ...(family === 'sd3.5' && negativePrompt !== undefined && { negative_prompt: negativePrompt }),
  }
}

/** A refusal is a 200 whose reason says what was filtered, and that holds no picture. */
function readAnswer(call: ProviderCall, answer: ProviderAnswer): ImageOutcome {
  const { httpStatus, headers } = answer
  const requestId = bedrockRequestId(headers)
  const content = parseAnswer(Answer, answer)
  if (content === undefined) return pictureMissing(call, answer)
  const { seeds, finish_reasons: reasons, images } = content
  const reason = reasons[0] ?? ''
  if (/^filter reason/i.test(reason)) {
    return failedOutcome(call, { kind: 'refused', httpStatus, code: 'filtered', detail: reason, requestId })
  }
  if (/^inference error/i.test(reason)) {
    return failedOutcome(call, { kind: 'upstream', retryable: true, httpStatus, code: 'inference-error', requestId })
  }
  const [image] = images
  return image ? base64Outcome(call, image, { seed: seeds[0], requestId }) : pictureMissing(call, answer)
}
