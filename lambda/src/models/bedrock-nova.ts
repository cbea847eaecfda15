import * as v from 'valibot'
import { type BedrockContext, bedrockErrorRule, invokeModel } from './bedrock-invoke.ts'
import { type ErrorRule, parseAnswer, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome } from './image-model.ts'
import { createOneCallModel } from './one-call-model.ts'
import { sizeTable } from './picture-sizes.ts'
import type { ProviderCall } from './provider-context.ts'
import { base64Outcome, failedOutcome } from './provider-outcome.ts'

/** Its own example code keeps seeds below this, though the documents allow more. */
const SEEDS = 858_993_460
const SIZES = sizeTable({ '1:1': [1024, 1024], '16:9': [1280, 720], '4:3': [1152, 864], '3:2': [1536, 1024] })

const Answer = v.object({
  images: v.fallback(v.array(v.string()), []),
  error: v.fallback(v.nullish(v.string()), undefined),
})

/** Amazon Nova Canvas, which has ended: the registry answers for it, and this keeps its form for those who still have access. */
export function createBedrockNova(context: BedrockContext): ImageModel {
  return createOneCallModel(context, {
    send(call, fitted) {
      const body = JSON.stringify(bodyOf(fitted))
      const { vendorModel } = fitted.model
      return invokeModel(call, context, { vendorModel, action: 'invoke', body, errorRule: novaErrorRule })
    },
    read: readAnswer,
  })
}

function bodyOf({ aspectRatio, prompt, negativePrompt, seed }: FittedRequest) {
  return {
    taskType: 'TEXT_IMAGE',
    textToImageParams: { text: prompt, ...(negativePrompt !== undefined && { negativeText: negativePrompt }) },
    imageGenerationConfig: {
      ...SIZES[aspectRatio],
      numberOfImages: 1,
      quality: 'standard',
      cfgScale: 6.5,
      ...(seed !== undefined && { seed: seed % SEEDS }), // 0 is a seed like any other
    },
  }
}

const FILTERED = /content filter|acceptable use|\bAUP\b|responsible ai/i

/** A refused prompt and a wrong field have one type; only the message tells them apart. */
const novaErrorRule: ErrorRule = (answer) => {
  const known = bedrockErrorRule(answer)
  const isRefusal = known.kind === 'invalid' && FILTERED.test(known.detail ?? '')
  return isRefusal ? { ...known, kind: 'refused' } : known
}

/** A picture that was filtered after it was drawn is missing, and `error` says so. */
function readAnswer(call: ProviderCall, answer: ProviderAnswer): ImageOutcome {
  const { images = [], error } = parseAnswer(Answer, answer) ?? {}
  const [image] = images
  if (image) return base64Outcome(call, image)
  if (!error) return pictureMissing(call, answer)
  return failedOutcome(call, { kind: 'refused', httpStatus: answer.httpStatus, code: 'filtered', detail: error })
}
