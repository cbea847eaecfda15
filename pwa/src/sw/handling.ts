/** What a route of the worker gets to answer. */
export interface Handling {
  readonly request: Request
  /** Keeps the worker alive for what goes on after the answer. */
  readonly event: ExtendableEvent
}
