import * as v from 'valibot'
import type { Cost } from '#contract/job.ts'
import { postToProvider } from './call-provider.ts'
import { parseJson, pictureMissing } from './classify-response.ts'
import { downloadImage } from './download-image.ts'
import type { ProviderAnswer } from './exchange.ts'
import { type FittedRequest, fitRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome, ImageRequest, PictureFacts } from './image-model.ts'
import { openAiErrorRule } from './openai-errors.ts'
import { CLASSIC_SIZES, DALL_E_3_SIZES, GPT_IMAGE_SIZES, type SizeTable } from './picture-sizes.ts'
import { type ProviderCall, type ProviderContext, startCall } from './provider-context.ts'
import { base64Outcome, pictureOutcome } from './provider-outcome.ts'

const Family = v.picklist(['gpt-image', 'gpt-image-1', 'dall-e-3'])
type Family = v.InferOutput<typeof Family>

const SIZES: Readonly<Record<Family, SizeTable>> = {
  'gpt-image': GPT_IMAGE_SIZES,
  'gpt-image-1': CLASSIC_SIZES,
  'dall-e-3': DALL_E_3_SIZES,
}

/** Dollars for a million tokens, which is millionths of a dollar for one. */
const RATES = { textIn: 5, imageIn: 8, imageOut: 30 } as const

const Text = v.fallback(v.optional(v.string()), undefined)
const Tokens = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), undefined)
const Usage = v.object({
  input_tokens: Tokens,
  output_tokens: Tokens,
  input_tokens_details: v.fallback(v.optional(v.object({ text_tokens: Tokens, image_tokens: Tokens })), undefined),
})
const Answer = v.object({
  data: v.array(v.object({ b64_json: Text, url: Text, revised_prompt: Text })),
  usage: v.fallback(v.optional(Usage), undefined),
})

/** OpenAI's picture models: the gpt-image family, and the form of DALL-E 3, which has ended. */
export function createOpenAi(context: ProviderContext): ImageModel {
  const credentials = context.key === undefined ? {} : { authorization: `Bearer ${context.key}` }
  const headers = { ...credentials, accept: 'application/json', 'content-type': 'application/json' }
  const { baseUrl, trustedOrigin } = context

  async function readAnswer(call: ProviderCall, answer: ProviderAnswer): Promise<ImageOutcome> {
    const parsed = v.safeParse(Answer, parseJson(new TextDecoder().decode(answer.bytes)))
    const [image] = parsed.success ? parsed.output.data : []
    if (!parsed.success || image === undefined) return pictureMissing(call, answer)
    const { b64_json: base64, url } = image
    const facts = factsOf(answer, parsed.output)
    if (base64) return base64Outcome(call, base64, facts)
    if (!url) return pictureMissing(call, answer)
    // DALL-E 3 may answer an address whatever was asked for; it is signed, so that it needs no key.
    const download = await downloadImage(call, { url, ...(trustedOrigin !== undefined && { trustedOrigin }) })
    return download.status === 'downloaded' ? pictureOutcome(call, download.bytes, facts) : download
  }

  return async function generateOpenAi(request) {
    const call = startCall(context, request)
    const fitted = fitRequest(request)
    const { warnings } = fitted
    const answer = await postToProvider(call, {
      url: `${baseUrl}/images/generations`,
      headers: () => headers,
      body: JSON.stringify(bodyOf(request, fitted)),
      errorRule: (error) => ({ ...openAiErrorRule(error), ...requestIdIn(error.headers) }),
    })
    const outcome = answer.status === 'failed' ? answer : await readAnswer(call, answer)
    return { ...outcome, warnings }
  }
}

function factsOf({ headers }: ProviderAnswer, { data, usage }: v.InferOutput<typeof Answer>): PictureFacts {
  const cost = costOf(usage)
  const revisedPrompt = data[0]?.revised_prompt
  return { warnings: [], ...(cost && { cost }), ...(revisedPrompt && { revisedPrompt }), ...requestIdIn(headers) }
}

/** No seed, nothing to leave out and no ratio: none of these models has them. */
function bodyOf({ model, aspectRatio }: ImageRequest, { prompt }: FittedRequest) {
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

function requestIdIn(headers: Headers): { requestId?: string } {
  const requestId = headers.get('x-request-id')
  return requestId === null ? {} : { requestId }
}
