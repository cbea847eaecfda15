import * as v from 'valibot'
import type { AspectRatio } from '#contract/aspect-ratios.ts'
import { parseAnswer, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome } from './image-model.ts'
import { createOneCallModel } from './one-call-model.ts'
import { postToGoogle } from './post-to-google.ts'
import type { ProviderCall, ProviderContext } from './provider-context.ts'
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
  return createOneCallModel(context, {
    send: (call, fitted) => postToGoogle(call, { model: fitted.model, action: 'predict', body: bodyOf(fitted) }),
    read: readAnswer,
  })
}

function bodyOf({ prompt, aspectRatio }: FittedRequest) {
  return {
    instances: [{ prompt }],
    parameters: {
      sampleCount: 1,
      aspectRatio: RATIOS[aspectRatio],
      personGeneration: 'allow_adult',
      includeRaiReason: true,
    },
  }
}

/** A filtered picture is missing, with its reason or without a word. */
function readAnswer(call: ProviderCall, answer: ProviderAnswer): ImageOutcome {
  const content = parseAnswer(Answer, answer)
  if (content === undefined) return pictureMissing(call, answer)
  const [prediction] = content.predictions
  if (prediction?.bytesBase64Encoded) return base64Outcome(call, prediction.bytesBase64Encoded)
  const detail = prediction?.raiFilteredReason
  return failedOutcome(call, { kind: 'refused', httpStatus: answer.httpStatus, code: 'filtered', detail })
}
