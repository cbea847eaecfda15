import * as v from 'valibot'
import type { FailureKind } from '#contract/failure-kinds.ts'
import { postToProvider } from './call-provider.ts'
import { type ErrorRule, parseAnswer, pictureMissing } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { FittedRequest } from './fit-request.ts'
import type { ImageModel, ImageOutcome } from './image-model.ts'
import { bearer } from './json-headers.ts'
import { createOneCallModel } from './one-call-model.ts'
import type { ProviderCall, ProviderContext } from './provider-context.ts'
import { base64Outcome, failedOutcome, pictureOutcome } from './provider-outcome.ts'
import { STABILITY_RATIOS } from './stability-ratios.ts'

/** The last part of the address. The models of `sd3` are told apart by a field. */
const Family = v.picklist(['core', 'ultra', 'sd3'])

/** Over its limit of 150 requests in 10 s an account is shut out for a minute, which no header says. */
const SHUT_OUT_MS = 60_000

const Seed = v.pipe(v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]), v.safeInteger())
const JsonAnswer = v.object({
  image: v.string(),
  finish_reason: v.fallback(v.optional(v.string()), undefined),
  seed: v.fallback(v.optional(Seed), undefined),
})

/** Stability AI's own API. */
export function createStability(context: ProviderContext): ImageModel {
  return createOneCallModel(context, {
    send(call, fitted) {
      return postToProvider(call, {
        url: `${context.baseUrl}/v2beta/stable-image/generate/${v.parse(Family, fitted.model.family)}`,
        // The type of the body is left to fetch, which knows the boundary of the form.
        headers: () => ({ ...bearer(context), accept: 'image/*' }),
        body: formOf(fitted),
        errorRule: stabilityErrorRule,
        rateDelaysMs: [SHUT_OUT_MS, SHUT_OUT_MS],
      })
    },
    read: readAnswer,
  })
}

/** A form even without files: the API takes nothing else. */
function formOf({ model, aspectRatio, prompt, negativePrompt, seed }: FittedRequest): FormData {
  const form = new FormData()
  form.set('prompt', prompt)
  if (model.family === 'sd3') form.set('model', model.vendorModel)
  form.set('aspect_ratio', STABILITY_RATIOS[aspectRatio])
  form.set('output_format', 'png')
  if (seed !== undefined) form.set('seed', String(seed))
  if (negativePrompt !== undefined) form.set('negative_prompt', negativePrompt)
  return form
}

/** Bytes with their facts in headers, or both in JSON. A filtered picture comes as a 200, blurred, and is not kept. */
function readAnswer(call: ProviderCall, answer: ProviderAnswer): ImageOutcome {
  const { httpStatus, headers, bytes } = answer
  const requestId = headers.get('x-request-id') ?? undefined
  const isJson = headers.get('content-type')?.startsWith('application/json') === true
  const content = isJson ? parseAnswer(JsonAnswer, answer) : undefined
  if (isJson && content === undefined) return pictureMissing(call, answer)
  const { finish_reason: reason = headers.get('finish-reason'), seed = readSeed(headers) } = content ?? {}
  if (reason === 'CONTENT_FILTERED')
    return failedOutcome(call, { kind: 'refused', httpStatus, code: reason, requestId })
  const details = { seed, requestId }
  return content === undefined ? pictureOutcome(call, bytes, details) : base64Outcome(call, content.image, details)
}

function readSeed(headers: Headers): number | undefined {
  const parsed = v.safeParse(Seed, headers.get('seed'))
  return parsed.success ? parsed.output : undefined
}

const ErrorBody = v.object({
  id: v.fallback(v.optional(v.string()), undefined),
  name: v.string(),
  errors: v.fallback(v.array(v.string()), []),
})

/** A 403 is a refusal or a missing right: its name tells. */
const KIND_OF_NAME: ReadonlyMap<string, FailureKind> = new Map([
  ['content_moderation', 'refused'],
  ['public_figure', 'refused'],
  ['invalid_language', 'invalid'],
])

const stabilityErrorRule: ErrorRule = ({ json }) => {
  const parsed = v.safeParse(ErrorBody, json)
  if (!parsed.success) return {}
  const { id, name, errors } = parsed.output
  const kind = KIND_OF_NAME.get(name)
  return {
    ...(kind !== undefined && { kind }),
    code: name,
    ...(id !== undefined && { requestId: id }),
    detail: errors.join(' '),
  }
}
