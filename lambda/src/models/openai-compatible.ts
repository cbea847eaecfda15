import * as v from 'valibot'
import type { Warning } from '#contract/job.ts'
import { postToProvider } from './call-provider.ts'
import { type ErrorRule, parseJson, pictureMissing } from './classify-response.ts'
import { downloadImage } from './download-image.ts'
import type { ProviderAnswer } from './exchange.ts'
import { type FittedRequest, fitRequest } from './fit-request.ts'
import type { ImageModel, ImageRequest } from './image-model.ts'
import type { OpenAiCompatibleSettings } from './openai-dialects.ts'
import { openAiErrorRule } from './openai-errors.ts'
import { type ProviderCall, type ProviderContext, startCall } from './provider-context.ts'
import { base64Outcome, failedOutcome, pictureOutcome } from './provider-outcome.ts'

const Text = v.fallback(v.optional(v.string()), undefined)
const Answer = v.object({ data: v.array(v.object({ b64_json: Text, url: Text })) })

/** A server that speaks OpenAI's images API, in one of its dialects. */
export function createOpenAiCompatible(settings: OpenAiCompatibleSettings, context: ProviderContext): ImageModel {
  const credentials = context.key === undefined ? {} : { authorization: `Bearer ${context.key}` }
  const headers = { ...credentials, accept: 'application/json', 'content-type': 'application/json' }
  const baseUrl = context.baseUrl.replace(/\/+$/, '')
  const trustedOrigin = new URL(baseUrl).origin

  async function readAnswer(call: ProviderCall, answer: ProviderAnswer, warnings: readonly Warning[]) {
    const json = parseJson(new TextDecoder().decode(answer.bytes))
    const parsed = v.safeParse(Answer, json)
    const { b64_json: base64, url } = (parsed.success ? parsed.output.data[0] : undefined) ?? {}
    const inline = base64 || (url?.startsWith('data:') ? url : undefined)
    if (inline) return base64Outcome(call, inline, { warnings })
    if (!url) return refusalIn(call, answer, json) ?? pictureMissing(call, answer)
    const download = await downloadImage(call, { url, trustedOrigin, trustedHeaders: credentials })
    return download.status === 'downloaded' ? pictureOutcome(call, download.bytes, { warnings }) : download
  }

  return async function generateOpenAiCompatible(request) {
    const call = startCall(context, request)
    const prompt = settings.cleanPrompt?.(request.prompt) ?? request.prompt
    const fitted = fitRequest({ ...request, prompt })
    const { warnings } = fitted
    if (fitted.prompt === '') {
      return { ...failedOutcome(call, { kind: 'invalid', detail: 'nothing is left of the prompt' }), warnings }
    }
    const answer = await postToProvider(call, {
      url: `${baseUrl}/images/generations`,
      headers: () => headers,
      body: JSON.stringify(bodyOf(settings, request, fitted)),
      errorRule: genericErrorRule,
    })
    if (answer.status === 'failed') return { ...answer, warnings }
    return { ...(await readAnswer(call, answer, warnings)), warnings }
  }
}

function bodyOf(settings: OpenAiCompatibleSettings, { model, aspectRatio }: ImageRequest, fitted: FittedRequest) {
  const { sizeMode, sizes, responseFormat, seedField, sendsModel, extraBody } = settings
  const { width, height } = sizes[aspectRatio]
  return {
    ...extraBody,
    ...(sendsModel && { model: model.vendorModel }),
    prompt: fitted.prompt,
    n: 1,
    ...(sizeMode === 'size' && { size: `${width}x${height}` }),
    ...(sizeMode === 'width-height' && { width, height }),
    ...(responseFormat !== 'omit' && { response_format: responseFormat }),
    ...(seedField !== undefined && fitted.seed !== undefined && { [seedField]: fitted.seed }),
  }
}

/** A 404 without a code is more often a wrong address than a model that is gone. */
const genericErrorRule: ErrorRule = (answer) => {
  const known = openAiErrorRule(answer)
  if (answer.httpStatus !== 404 || known.kind !== undefined) return known
  return { ...known, kind: 'invalid', detail: `Is the base URL right? ${known.detail ?? answer.text}` }
}

/** Some gateways answer 200 with an error in it. */
function refusalIn(call: ProviderCall, { httpStatus, headers }: ProviderAnswer, json: unknown) {
  const { kind, code, detail } = openAiErrorRule({ httpStatus, headers, text: '', json })
  return kind === undefined ? undefined : failedOutcome(call, { kind, httpStatus, code, detail })
}
