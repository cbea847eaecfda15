import * as v from 'valibot'
import type { Cost } from '#contract/job.ts'
import { awaitFluxTask } from './await-flux-task.ts'
import { postToProvider } from './call-provider.ts'
import { type ErrorRule, parseAnswer, pictureMissing } from './classify-response.ts'
import { downloadImage } from './download-image.ts'
import { fluxBody } from './flux-body.ts'
import type { ImageModel } from './image-model.ts'
import { createOneCallModel } from './one-call-model.ts'
import type { ProviderContext } from './provider-context.ts'
import { failedOutcome, pictureOutcome } from './provider-outcome.ts'

/** A credit is a cent. */
const MICRO_USD_PER_CREDIT = 10_000
/** Where pictures are kept for ten minutes, behind signed addresses. */
const PICTURE_HOSTS = ['*.bfl.ai']

const Credits = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))
const Submitted = v.object({
  id: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]{1,128}$/))), undefined),
  polling_url: v.string(),
  cost: v.fallback(v.optional(Credits), undefined),
})

/** Black Forest Labs' FLUX: a task is submitted, asked for until it ends, and its picture is fetched. */
export function createBlackForestLabs(context: ProviderContext): ImageModel {
  const headers = { ...(context.key !== undefined && { 'x-key': context.key }), accept: 'application/json' }
  const { baseUrl, trustedOrigin } = context
  return createOneCallModel(context, {
    send(call, fitted) {
      return postToProvider(call, {
        url: `${baseUrl}/${encodeURIComponent(fitted.model.vendorModel)}`,
        headers: () => ({ ...headers, 'content-type': 'application/json' }),
        body: JSON.stringify(fluxBody(fitted)),
        errorRule: fluxErrorRule,
      })
    },
    /** The submit is charged: from here on nothing is called a second time but polls and the download. */
    async read(call, answer) {
      const submitted = parseAnswer(Submitted, answer)
      if (submitted === undefined) return pictureMissing(call, answer)
      const { id: requestId, polling_url: pollingUrl, cost } = submitted
      const task = await awaitFluxTask(call, { pollingUrl, requestId, headers })
      if (task.status === 'failed') return task
      // The address is signed, so that it needs no key, and gets none.
      const download = await downloadImage(call, { url: task.sample, allowedHosts: PICTURE_HOSTS, trustedOrigin })
      if (download.status === 'failed') return failedOutcome(call, { ...download, requestId })
      return pictureOutcome(call, download.bytes, { seed: task.seed, cost: costOf(cost), requestId })
    },
  })
}

function costOf(credits: number | undefined): Cost | undefined {
  if (credits === undefined) return undefined
  return { microUsd: Math.round(credits * MICRO_USD_PER_CREDIT), source: 'reported' }
}

const ErrorBody = v.object({ error: v.string() })

/** Most bodies are `{detail}` and say no more than the status; some are described as `{error, message}`. */
const fluxErrorRule: ErrorRule = ({ httpStatus, json }) => {
  const parsed = v.safeParse(ErrorBody, json)
  if (!parsed.success) return {}
  const { error: code } = parsed.output
  const isRefusal = code === 'content_policy_violation' && (httpStatus === 400 || httpStatus === 422)
  return { code, ...(isRefusal && { kind: 'refused' }) }
}
