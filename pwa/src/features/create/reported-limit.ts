import type { RequestFailure } from '#api/answer.ts'
import type { ErrorCode } from '#contract/errors.ts'
import { limitText } from '#ui/describe-failure.ts'
import type { Offer } from './prompt-options.ts'
import type { CreateError } from './use-create.ts'

/** A limit that the server has told of: until its end no request leaves, since it would be refused. */
export interface ReportedLimit {
  readonly code: ErrorCode
  readonly until: number
  /** The models that were asked for, as one text. */
  readonly models: string
  readonly error: CreateError
}

export function limitOf(failure: RequestFailure, offer: Offer, now: number): ReportedLimit | undefined {
  if (failure.kind !== 'refused' || failure.error.row.status !== 429 || failure.retryAfterMs === undefined) return
  const { code } = failure.error
  const until = now + failure.retryAfterMs
  return { code, until, models: idsOf(offer), error: { text: limitText(code), until } }
}

/** A limit on money or on one model says nothing of other models. */
export function stillLimits({ code, until, models }: ReportedLimit, offer: Offer, now: number): boolean {
  return now < until && (code === 'RATE_LIMIT_EXCEEDED' || models === idsOf(offer))
}

function idsOf({ chosen }: Offer): string {
  return chosen.map((model) => model.id).join()
}
