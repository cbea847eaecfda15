import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string>()

/** Runs `work` so that every log line it causes carries the correlation id. */
export function withCorrelationId<Value>(correlationId: string, work: () => Value): Value {
  return current.run(correlationId, work)
}

/** The correlation id of what is running, or undefined outside of a request or message. */
export function currentCorrelationId(): string | undefined {
  return current.getStore()
}

const ACCEPTED = /^[A-Za-z0-9._-]{1,64}$/

/** A client's correlation id, believed only in a form that is harmless in logs and headers. */
export function acceptCorrelationId(text: string | undefined): string | undefined {
  return text !== undefined && ACCEPTED.test(text) ? text : undefined
}
