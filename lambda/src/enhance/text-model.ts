export interface TextRequest {
  /** Ours and always the same; what a person wrote is never part of it. */
  readonly instruction: string
  /** What a person wrote: data, alone in its own message. */
  readonly text: string
  /** The longest answer, in the model's tokens. */
  readonly maxTokens: number
  /** Ends the call. */
  readonly signal: AbortSignal
}

/**
 * `refused`: by the model's own rules. `unusable`: it answered, but with nothing, or with a text that was cut.
 * `unavailable`: anything that is not about this text.
 */
export type TextOutcome =
  | { readonly status: 'text'; readonly text: string; readonly model: string }
  | { readonly status: 'failed'; readonly reason: 'timeout' | 'refused' | 'unavailable' | 'unusable' }

/**
 * A language model that answers one text with one text, not empty. One call, never repeated; what goes wrong is an outcome,
 * and the log has its status and code but never a text.
 */
export type TextModel = (request: TextRequest) => Promise<TextOutcome>
