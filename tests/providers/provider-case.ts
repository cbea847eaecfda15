import type { FailureKind } from '#contract/failure-kinds.ts'
import type { ImageRequest } from '../../lambda/src/models/image-model.ts'

/** One answer of a vendor's server, with the request that it answers. */
export interface ProviderStep {
  readonly method: 'GET' | 'POST'
  /** Path below the server's origin, query included, percent-encoded as it is sent. */
  readonly path: string
  /** This request must carry no credentials at all. */
  readonly withoutKey?: true
  readonly answer: ProviderAnswer
}

export interface ProviderAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** One of the three. In `json`, `{origin}` inside a text stands for the origin of the replaying server. */
  readonly json?: unknown
  readonly text?: string
  readonly bytes?: Uint8Array
}

/**
 * One exchange with a vendor, from the first request to the outcome. The steps are answered in order; the last one also
 * answers every repeat of its request.
 */
export interface ProviderCase {
  /** What the vendor does, in a few words: "refuses the prompt". Unique within its provider. */
  readonly name: string
  /** Our id, `provider:model-id`. */
  readonly modelId: string
  readonly steps: readonly ProviderStep[]
  readonly expected: {
    readonly kind: 'image' | FailureKind
    /** Requests that reach the vendor, repeats, polls and downloads included. */
    readonly calls: number
    readonly retryable?: boolean
    readonly retryAfterMs?: number
    readonly mimeType?: string
    readonly seed?: number
    readonly costMicroUsd?: number
    readonly costSource?: 'reported' | 'computed'
    readonly revisedPrompt?: string
  }
  /** What differs from the usual request (a square picture of a lighthouse, no seed, nothing left out). */
  readonly request?: Partial<Pick<ImageRequest, 'negativePrompt' | 'aspectRatio' | 'seed'>>
  /** Settings beside the base URL that this exchange hangs on, such as GENERIC_DIALECT. */
  readonly environment?: Readonly<Record<string, string>>
  /** The vendor publishes no such body: its form is inferred from the status, and nothing may hang on its words. */
  readonly constructed?: true
}
