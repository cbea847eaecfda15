import * as v from 'valibot'
import type { Cost } from '#contract/job.ts'
import { postToProvider } from './call-provider.ts'
import { type ErrorRule, parseAnswer, pictureMissing } from './classify-response.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel } from './image-model.ts'
import { bearer, JSON_HEADERS } from './json-headers.ts'
import { createOneCallModel } from './one-call-model.ts'
import { openAiErrorRule } from './openai-errors.ts'
import { OpenAiPicture, openAiPicture } from './openai-picture.ts'
import { CLASSIC_SIZES, DALL_E_3_SIZES, GPT_IMAGE_SIZES, type SizeTable } from './picture-sizes.ts'
import type { ProviderContext } from './provider-context.ts'

const Family = v.picklist(['gpt-image', 'gpt-image-1', 'dall-e-3'])
type Family = v.InferOutput<typeof Family>

const SIZES: Readonly<Record<Family, SizeTable>> = {
  'gpt-image': GPT_IMAGE_SIZES,
  'gpt-image-1': CLASSIC_SIZES,
  'dall-e-3': DALL_E_3_SIZES,
}

/** Dollars for a million tokens, which is millionths of a dollar for one. */
const RATES = { textIn: 5, imageIn: 8, imageOut: 30 } as const

const Tokens = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), undefined)
const Usage = v.object({
  input_tokens: Tokens,
  output_tokens: Tokens,
  input_tokens_details: v.fallback(v.optional(v.object({ text_tokens: Tokens, image_tokens: Tokens })), undefined),
})
const Answer = v.object({ data: v.array(OpenAiPicture), usage: v.fallback(v.optional(Usage), undefined) })

/** OpenAI's picture models: the gpt-image family, and the form of DALL-E 3, which has ended. */
export function createOpenAi(context: ProviderContext): ImageModel {
  const headers = { ...bearer(context), ...JSON_HEADERS }
  const { baseUrl, trustedOrigin } = context
  return createOneCallModel(context, {
    send(call, fitted) {
      const url = `${baseUrl}/images/generations`
      const body = JSON.stringify(bodyOf(fitted))
      return postToProvider(call, { url, headers: () => headers, body, errorRule })
    },
    async read(call, answer) {
      const { data = [], usage } = parseAnswer(Answer, answer) ?? {}
      const details = { cost: costOf(usage), requestId: requestIdOf(answer) }
      // DALL-E 3 may answer an address whatever was asked for; it is signed, so that it needs no key.
      const outcome = await openAiPicture(call, { picture: data[0], details, trustedOrigin })
      return outcome ?? pictureMissing(call, answer)
    },
  })
}

/** No seed, nothing to leave out and no ratio: none of these models has them. */
function bodyOf({ model, aspectRatio, prompt }: FittedRequest) {
  const family = v.parse(Family, model.family)
  const { width, height } = SIZES[family][aspectRatio]
  const asked = { model: model.vendorModel, prompt, n: 1, size: `${width}x${height}` }
  // The gpt-image family answers base64 always, and refuses to be asked for it.
  if (family !== 'dall-e-3') return { ...asked, quality: 'medium', output_format: 'png' }
  return { ...asked, quality: 'standard', style: 'vivid', response_format: 'b64_json' }
}

/** Undefined where the answer does not say what came out, which is nearly all of the price. */
function costOf(usage: v.InferOutput<typeof Usage> | undefined): Cost | undefined {
  const { input_tokens: input = 0, output_tokens: output, input_tokens_details: details } = usage ?? {}
  if (output === undefined) return undefined
  const imageIn = details?.image_tokens ?? 0
  const textIn = details?.text_tokens ?? input - imageIn
  const microUsd = Math.round(textIn * RATES.textIn + imageIn * RATES.imageIn + output * RATES.imageOut)
  return { microUsd, source: 'computed' }
}

const errorRule: ErrorRule = (error) => ({ ...openAiErrorRule(error), requestId: requestIdOf(error) })

function requestIdOf({ headers }: { readonly headers: Headers }): string | undefined {
  return headers.get('x-request-id') ?? undefined
}
