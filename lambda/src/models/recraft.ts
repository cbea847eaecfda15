import * as v from 'valibot'
import type { Cost } from '#contract/job.ts'
import { postToProvider } from './call-provider.ts'
import { type ErrorRule, parseAnswer, pictureMissing } from './classify-response.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel } from './image-model.ts'
import { bearer, JSON_HEADERS } from './json-headers.ts'
import { createOneCallModel } from './one-call-model.ts'
import { OpenAiPicture, openAiPicture } from './openai-picture.ts'
import type { ProviderContext } from './provider-context.ts'

/** A thousand units of its API are a dollar. */
const MICRO_USD_PER_UNIT = 1000
/** Where pictures are kept for a day. */
const PICTURE_HOSTS = ['*.recraft.ai']

const Text = v.fallback(v.optional(v.string()), undefined)
const Units = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))
const ImageId = v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/))), undefined)
const Answer = v.object({
  credits: v.fallback(v.optional(Units), undefined),
  data: v.array(v.object({ ...OpenAiPicture.entries, image_id: ImageId })),
})

/** Recraft's raster models. */
export function createRecraft(context: ProviderContext): ImageModel {
  const headers = { ...bearer(context), ...JSON_HEADERS }
  const { baseUrl, trustedOrigin } = context
  return createOneCallModel(context, {
    send(call, fitted) {
      const url = `${baseUrl}/images/generations`
      const body = JSON.stringify(bodyOf(fitted))
      return postToProvider(call, { url, headers: () => headers, body, errorRule: recraftErrorRule })
    },
    async read(call, answer) {
      const { credits, data: [picture] = [] } = parseAnswer(Answer, answer) ?? {}
      const details = { cost: costOf(credits), requestId: picture?.image_id }
      const from = { allowedHosts: PICTURE_HOSTS, trustedOrigin }
      return (await openAiPicture(call, { picture, details, ...from })) ?? pictureMissing(call, answer)
    },
  })
}

function costOf(units: number | undefined): Cost | undefined {
  if (units === undefined) return undefined
  return { microUsd: Math.round(units * MICRO_USD_PER_UNIT), source: 'reported' }
}

function bodyOf({ model, aspectRatio, prompt, negativePrompt, seed }: FittedRequest) {
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
