import * as v from 'valibot'
import { postToProvider } from './call-provider.ts'
import { type ErrorRule, parseAnswer, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel } from './image-model.ts'
import { bearer, JSON_HEADERS } from './json-headers.ts'
import { createOneCallModel } from './one-call-model.ts'
import type { OpenAiCompatibleSettings } from './openai-dialects.ts'
import { openAiErrorRule } from './openai-errors.ts'
import { OpenAiPicture, openAiPicture } from './openai-picture.ts'
import type { ProviderCall, ProviderContext } from './provider-context.ts'
import { failedOutcome } from './provider-outcome.ts'

const Answer = v.object({ data: v.array(OpenAiPicture) })

/** A server that speaks OpenAI's images API, in one of its dialects. */
export function createOpenAiCompatible(settings: OpenAiCompatibleSettings, context: ProviderContext): ImageModel {
  const credentials = bearer(context)
  const headers = { ...credentials, ...JSON_HEADERS }
  const baseUrl = context.baseUrl.replace(/\/+$/, '')
  const trustedOrigin = new URL(baseUrl).origin
  return createOneCallModel(context, {
    cleanPrompt: settings.cleanPrompt,
    send(call, fitted) {
      const url = `${baseUrl}/images/generations`
      const body = JSON.stringify(bodyOf(settings, fitted))
      return postToProvider(call, { url, headers: () => headers, body, errorRule: genericErrorRule })
    },
    async read(call, answer) {
      const picture = withInline(parseAnswer(Answer, answer)?.data[0])
      const outcome = await openAiPicture(call, { picture, trustedOrigin, trustedHeaders: credentials })
      return outcome ?? refusalIn(call, answer) ?? pictureMissing(call, answer)
    },
  })
}

function bodyOf(settings: OpenAiCompatibleSettings, { model, aspectRatio, prompt, seed }: FittedRequest) {
  const { sizeMode, sizes, responseFormat, seedField, sendsModel, extraBody } = settings
  const { width, height } = sizes[aspectRatio]
  return {
    ...extraBody,
    ...(sendsModel && { model: model.vendorModel }),
    prompt,
    n: 1,
    ...(sizeMode === 'size' && { size: `${width}x${height}` }),
    ...(sizeMode === 'width-height' && { width, height }),
    ...(responseFormat !== 'omit' && { response_format: responseFormat }),
    ...(seedField !== undefined && seed !== undefined && { [seedField]: seed }),
  }
}

/** Some servers put the picture itself into the address. */
function withInline(picture: OpenAiPicture | undefined): OpenAiPicture | undefined {
  const isInline = picture?.url?.startsWith('data:') === true && !picture.b64_json
  return isInline ? { ...picture, b64_json: picture.url } : picture
}

/** A 404 without a code is more often a wrong address than a model that is gone. */
const genericErrorRule: ErrorRule = (answer) => {
  const known = openAiErrorRule(answer)
  if (answer.httpStatus !== 404 || known.kind !== undefined) return known
  return { ...known, kind: 'invalid', detail: `Is the base URL right? ${known.detail ?? answer.text}` }
}

/** Some gateways answer 200 with an error in it. */
function refusalIn(call: ProviderCall, answer: ProviderAnswer) {
  const { httpStatus, headers } = answer
  const json = parseAnswer(v.unknown(), answer)
  const { kind, code, detail } = openAiErrorRule({ httpStatus, headers, text: '', json })
  return kind === undefined ? undefined : failedOutcome(call, { kind, httpStatus, code, detail })
}
