import * as v from 'valibot'
import { type BedrockContext, bedrockErrorRule, invokeModel } from './bedrock-invoke.ts'
import { type ErrorRule, parseJson, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import { type FittedRequest, fitRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome, ImageRequest } from './image-model.ts'
import { FREE_SIZES, type SizeTable } from './picture-sizes.ts'
import { type ProviderCall, startCall } from './provider-context.ts'
import { base64Outcome, failedOutcome } from './provider-outcome.ts'

/** Its own example code keeps seeds below this, though the documents allow more. */
const SEEDS = 858_993_460
const SIZES: SizeTable = { ...FREE_SIZES, '3:2': { width: 1536, height: 1024 }, '2:3': { width: 1024, height: 1536 } }

const Answer = v.object({
  images: v.fallback(v.array(v.string()), []),
  error: v.fallback(v.nullish(v.string()), undefined),
})

/** Amazon Nova Canvas, which has ended: the registry answers for it, and this keeps its form for those who still have access. */
export function createBedrockNova(context: BedrockContext): ImageModel {
  return async function generateBedrockNova(request) {
    const call = startCall(context, request)
    const fitted = fitRequest(request)
    const { warnings } = fitted
    const body = JSON.stringify(bodyOf(request, fitted))
    const { vendorModel } = request.model
    const answer = await invokeModel(call, context, { vendorModel, action: 'invoke', body, errorRule: novaErrorRule })
    const outcome = answer.status === 'failed' ? answer : readAnswer(call, answer)
    return { ...outcome, warnings }
  }
}

function bodyOf({ aspectRatio }: ImageRequest, { prompt, negativePrompt, seed }: FittedRequest) {
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
  const parsed = v.safeParse(Answer, parseJson(new TextDecoder().decode(answer.bytes)))
  if (!parsed.success) return pictureMissing(call, answer)
  const { images, error } = parsed.output
  const [image] = images
  if (image) return base64Outcome(call, image, { warnings: [] })
  if (!error) return pictureMissing(call, answer)
  return failedOutcome(call, { kind: 'refused', httpStatus: answer.httpStatus, code: 'filtered', detail: error })
}
