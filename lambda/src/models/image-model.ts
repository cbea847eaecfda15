import type { AspectRatio } from '#contract/aspect-ratios.ts'
import type { FailureKind } from '#contract/failure-kinds.ts'
import type { Cost, Warning } from '#contract/job.ts'
import type { Capabilities, Price } from '#contract/models.ts'

/** One row of the registry: a model that this deployment knows, whether it can be used or not. */
export interface ModelRow {
  /** `provider:model-id`, ours. */
  readonly id: string
  readonly provider: string
  /** The provider's own id of the model. */
  readonly vendorModel: string
  /** Which of its provider's request forms the model takes; left out where the provider has one form. */
  readonly family?: string
  readonly label: string
  readonly capabilities: Capabilities
  /** Left out = unknown, never 0 by default. */
  readonly price?: Price
  /** A run at this model costs nothing, so a run lost to a crash may simply be drawn again. */
  readonly free: boolean
  /** Milliseconds for the whole of a run at the provider: repeats, polls and download included. */
  readonly timeoutMs: number
  /** YYYY-MM-DD; from this day on the model answers `retired` without a call. */
  readonly retiredOn?: string
  /** Id of the model to use in its place. */
  readonly replacement?: string
}

/** Always one picture: one message per job and model. */
export interface ImageRequest {
  readonly model: ModelRow
  readonly prompt: string
  readonly negativePrompt: string | undefined
  readonly aspectRatio: AspectRatio
  readonly seed: number | undefined
  /** The provider's timeout joined with the run's deadline; ends every wait. */
  readonly signal: AbortSignal
}

/** What an answer tells of its picture, beside the bytes. */
export interface PictureFacts {
  readonly warnings: readonly Warning[]
  /** The seed that was used, where the answer names it. */
  readonly seed?: number | undefined
  /** Left out where the answer tells nothing of its price; never 0 for unknown. */
  readonly cost?: Cost | undefined
  /** The text that was really drawn, where it is not the prompt: cut, cleaned, or written anew by the provider. */
  readonly revisedPrompt?: string | undefined
  /** For the log. */
  readonly requestId?: string | undefined
}

/** What a model made of a request: a value, never an exception. Only a defect of ours throws. */
export type ImageOutcome =
  | ({ readonly status: 'image'; readonly bytes: Uint8Array } & PictureFacts)
  | {
      readonly status: 'failed'
      readonly kind: FailureKind
      /** The provider itself reported a failure that may pass; false where the charge of the call is unknown. */
      readonly retryable: boolean
      readonly retryAfterMs?: number
      /** HTTP status, code and request id of the answer, for the log. */
      readonly httpStatus?: number
      readonly code?: string
      readonly requestId?: string
      /** The provider's words: redacted, at most 4,000 characters, for the log only. */
      readonly detail?: string
      readonly warnings: readonly Warning[]
    }

/** The port of every provider: one request, one outcome. */
export type ImageModel = (request: ImageRequest) => Promise<ImageOutcome>
