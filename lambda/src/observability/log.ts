/** Facts of a log line beside its message. Never a prompt in full, a key, an address or a stored body. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>

type Write = (message: string, fields?: LogFields, error?: unknown) => void

/** Where lines go: one JSON object each, with the correlation id of the request or message that caused it. */
export interface Log {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

/** Counts of things that matter to an operator. Dimensions are few and fixed: never an id or a text. */
export interface Metrics {
  count(name: string, value: number, dimensions?: Readonly<Record<string, string>>): void
  /** Sends what was counted; once per request or message. */
  publish(): void
}
