import * as v from 'valibot'
import { postToProvider } from './call-provider.ts'
import { type ErrorRule, parseJson, pictureMissing } from './classify-response.ts'
import { downloadImage } from './download-image.ts'
import type { ProviderAnswer } from './exchange.ts'
import { type FittedRequest, fitRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome, ImageRequest, PictureFacts } from './image-model.ts'
import { type ProviderCall, type ProviderContext, startCall } from './provider-context.ts'
import { base64Outcome, pictureOutcome } from './provider-outcome.ts'

/** A thousand units of its API are a dollar. */
const MICRO_USD_PER_UNIT = 1000
/** Where pictures are kept for a day. */
const PICTURE_HOSTS = ['*.recraft.ai']

const Text = v.fallback(v.optional(v.string()), undefined)
const Units = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))
const Answer = v.object({
  credits: v.fallback(v.optional(Units), undefined),
  data: v.array(
    v.object({
      image_id: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/))), undefined),
      b64_json: Text,
      url: Text,
      revised_prompt: Text,
    }),
  ),
})

/** Recraft's raster models. */
export function createRecraft(context: ProviderContext): ImageModel {
  const credentials = context.key === undefined ? {} : { authorization: `Bearer ${context.key}` }
  const headers = { ...credentials, accept: 'application/json', 'content-type': 'application/json' }
  const { baseUrl, trustedOrigin } = context

  async function readAnswer(
    call: ProviderCall,
    answer: ProviderAnswer,
    { warnings }: Pick<PictureFacts, 'warnings'>,
  ): Promise<ImageOutcome> {
    const parsed = v.safeParse(Answer, parseJson(new TextDecoder().decode(answer.bytes)))
    const [image] = parsed.success ? parsed.output.data : []
    if (!parsed.success || image === undefined) return pictureMissing(call, answer)
    const { credits } = parsed.output
    const { image_id: requestId, b64_json: base64, url, revised_prompt: revisedPrompt } = image
    const facts: PictureFacts = {
      warnings,
      ...(credits !== undefined && {
        cost: { microUsd: Math.round(credits * MICRO_USD_PER_UNIT), source: 'reported' },
      }),
      ...(revisedPrompt && { revisedPrompt }),
      ...(requestId !== undefined && { requestId }),
    }
    if (base64) return base64Outcome(call, base64, facts)
    if (!url) return pictureMissing(call, answer)
    const download = await downloadImage(call, {
      url,
      allowedHosts: PICTURE_HOSTS,
      ...(trustedOrigin !== undefined && { trustedOrigin }),
    })
    return download.status === 'downloaded' ? pictureOutcome(call, download.bytes, facts) : download
  }

  return async function generateRecraft(request) {
    const call = startCall(context, request)
    const fitted = fitRequest(request)
    const { warnings } = fitted
    const answer = await postToProvider(call, {
      url: `${baseUrl}/images/generations`,
      headers: () => headers,
      body: JSON.stringify(bodyOf(request, fitted)),
      errorRule: recraftErrorRule,
    })
    const outcome = answer.status === 'failed' ? answer : await readAnswer(call, answer, { warnings })
    return { ...outcome, warnings }
  }
}

function bodyOf({ model, aspectRatio }: ImageRequest, { prompt, negativePrompt, seed }: FittedRequest) {
  return {
    model: model.vendorModel,
    prompt,
    n: 1,
    size: aspectRatio,
    response_format: 'b64_json',
    image_format: 'png',
    ...(seed !== undefined && { random_seed: seed }),
    ...(negativePrompt !== undefined && { negative_prompt: negativePrompt }),
  }
}

const ErrorBody = v.object({ code: Text, message: Text })

/** Its error bodies are not documented, plain text among them: the one place where words decide, and only in part. */
const REFUSAL = /moderat|nsfw|reject|content[ _-]?(?:policy|filter)|unsafe|inappropriate|prohibited/i

const recraftErrorRule: ErrorRule = ({ httpStatus, json, text }) => {
  const parsed = v.safeParse(ErrorBody, json)
  const { code, message } = parsed.success ? parsed.output : {}
  const isRefusal = (httpStatus === 400 || httpStatus === 422) && REFUSAL.test(text)
  return {
    ...(isRefusal && { kind: 'refused' }),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { detail: message }),
  }
}
