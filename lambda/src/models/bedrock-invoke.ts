import * as v from 'valibot'
import type { FailureKind } from '#contract/failure-kinds.ts'
import { type AwsCredentials, signRequest } from '../aws/sign-request.ts'
import { postToProvider } from './call-provider.ts'
import type { ErrorRule } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import type { ProviderCall, ProviderContext } from './provider-context.ts'
import { type FailedOutcome, failedOutcome } from './provider-outcome.ts'

/** Bedrock as this deployment reaches it. `key` is a Bedrock API key; without one requests are signed. */
export interface BedrockContext extends ProviderContext {
  readonly region: string
  /** Asked for each call: those of a role change while the process lives. */
  readonly credentials: () => AwsCredentials | undefined
}

export interface Invocation {
  /** Bedrock's id of the model, as it is: the colon in it is percent-encoded here. */
  readonly vendorModel: string
  readonly action: 'invoke' | 'converse'
  readonly body: string
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' } as const

/** The headers of one request: with the API key, or signed anew, since a signature holds its time. Undefined: no rights at all. */
export function bedrockHeaders(
  context: BedrockContext,
  { url, body }: { readonly url: string; readonly body: string },
): Promise<Readonly<Record<string, string>>> | undefined {
  const { key, region, now } = context
  if (key !== undefined) return Promise.resolve({ ...JSON_HEADERS, authorization: `Bearer ${key}` })
  const credentials = context.credentials()
  if (credentials === undefined) return undefined
  const headers = JSON_HEADERS
  return signRequest({ method: 'POST', url, headers, body, service: 'bedrock', region, credentials, nowMs: now() })
}

export function bedrockUrl({ baseUrl }: BedrockContext, { vendorModel, action }: Omit<Invocation, 'body'>): string {
  return `${baseUrl}/model/${encodeURIComponent(vendorModel)}/${action}`
}

/** Calls a model of Bedrock. Answers its 2xx, or the failure. */
export function invokeModel(
  call: ProviderCall,
  context: BedrockContext,
  { errorRule = bedrockErrorRule, ...invocation }: Invocation & { readonly errorRule?: ErrorRule },
): Promise<ProviderAnswer | FailedOutcome> {
  const { body } = invocation
  const url = bedrockUrl(context, invocation)
  const missing = failedOutcome(call, { kind: 'auth', code: 'no-credentials' })
  if (context.key === undefined && context.credentials() === undefined) return Promise.resolve(missing)
  const headers = async () => (await bedrockHeaders(context, { url, body })) ?? JSON_HEADERS
  return postToProvider(call, { url, headers, body, errorRule })
}

/** By the names of the service's own model (botocore, bedrock-runtime); what is not here is decided by the status. */
const KIND_OF_TYPE: ReadonlyMap<string, FailureKind> = new Map([
  ['ValidationException', 'invalid'],
  ['ServiceQuotaExceededException', 'rate'],
  ['AccessDeniedException', 'auth'],
  ['ResourceNotFoundException', 'retired'],
  ['ModelTimeoutException', 'timeout'],
  ['ModelErrorException', 'upstream'],
  ['ThrottlingException', 'rate'],
  ['ModelNotReadyException', 'rate'],
  ['InternalServerException', 'upstream'],
  ['ServiceUnavailableException', 'upstream'],
])

const ErrorBody = v.object({ message: v.string() })
/** A model that has ended is told from a wrong request by nothing else. */
const END_OF_LIFE = /end of (?:its )?life/i

/** The type of an error stands in a header, before a colon. */
export const bedrockErrorRule: ErrorRule = ({ httpStatus, headers, json }) => {
  const code = headers.get('x-amzn-errortype')?.split(':')[0]
  const parsed = v.safeParse(ErrorBody, json)
  const message = parsed.success ? parsed.output.message : undefined
  const hasEnded = (httpStatus === 400 || httpStatus === 404) && END_OF_LIFE.test(message ?? '')
  const kind = hasEnded ? 'retired' : KIND_OF_TYPE.get(code ?? '')
  const requestId = headers.get('x-amzn-requestid') ?? undefined
  return {
    ...(kind !== undefined && { kind }),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { detail: message }),
    ...(requestId !== undefined && { requestId }),
  }
}
