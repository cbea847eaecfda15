import * as v from 'valibot'
import type { FailureKind } from '#contract/failure-kinds.ts'
import { type AwsCredentials, type SignableRequest, signRequest } from '../aws/sign-request.ts'
import { postToProvider } from './call-provider.ts'
import type { ErrorRule } from './classify-response.ts'
import type { ProviderAnswer } from './exchange.ts'
import { bearer, JSON_HEADERS } from './json-headers.ts'
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

/**
 * Makes the headers of a call: with the API key, or signed anew for each try, since a signature holds its time.
 * Undefined: this deployment has no rights at all.
 */
export function bedrockAuthorization(
  context: BedrockContext,
): ((request: Pick<SignableRequest, 'url' | 'body'>) => Promise<Readonly<Record<string, string>>>) | undefined {
  const { key, region, now } = context
  if (key !== undefined) return async () => ({ ...bearer(context), ...JSON_HEADERS })
  const credentials = context.credentials()
  if (credentials === undefined) return undefined
  const fixed = { method: 'POST', headers: JSON_HEADERS, service: 'bedrock', region, credentials } as const
  return (request) => signRequest({ ...fixed, ...request, nowMs: now() })
}

export function bedrockUrl({ baseUrl }: BedrockContext, { vendorModel, action }: Omit<Invocation, 'body'>): string {
  return `${baseUrl}/model/${encodeURIComponent(vendorModel)}/${action}`
}

/** Calls a model of Bedrock. Answers its 2xx, or the failure. */
export async function invokeModel(
  call: ProviderCall,
  context: BedrockContext,
  { errorRule = bedrockErrorRule, ...invocation }: Invocation & { readonly errorRule?: ErrorRule },
): Promise<ProviderAnswer | FailedOutcome> {
  const authorize = bedrockAuthorization(context)
  if (authorize === undefined) return failedOutcome(call, { kind: 'auth', code: 'no-credentials' })
  const request = { url: bedrockUrl(context, invocation), body: invocation.body }
  return postToProvider(call, { ...request, headers: () => authorize(request), errorRule })
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
  return {
    ...(kind !== undefined && { kind }),
    code,
    ...(message !== undefined && { detail: message }),
    requestId: bedrockRequestId(headers),
  }
}

export function bedrockRequestId(headers: Headers): string | undefined {
  return headers.get('x-amzn-requestid') ?? undefined
}
