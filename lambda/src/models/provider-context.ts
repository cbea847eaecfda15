import { lookup } from 'node:dns/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../observability/log.ts'
import type { ImageRequest } from './image-model.ts'

/** An address that a host name stands for. */
export interface HostAddress {
  readonly address: string
  readonly family: number
}

/** The machine as providers see it. */
export interface ProviderRuntime {
  readonly fetch: typeof fetch
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 up to 1. */
  readonly random: () => number
  /** Every address of a host; what a download connects to is one of them. */
  readonly resolveHost: (host: string) => Promise<readonly HostAddress[]>
  readonly log?: Log
}

/** A provider as this deployment has it set up. */
export interface ProviderContext extends ProviderRuntime {
  /** Without a trailing slash. */
  readonly baseUrl: string
  /** Origin of `baseUrl` where the operator set it: the one place that may be plain http and private. */
  readonly trustedOrigin?: string
  /** Left out: no credentials are sent at all. */
  readonly key?: string
  /** What must not be repeated in a log beside `key`, such as credentials that change. */
  readonly secrets?: () => readonly string[]
}

/** One run at a provider: what each of its steps has to keep to. */
export interface ProviderCall {
  readonly context: ProviderContext
  /** Our id of the model, for the log. */
  readonly modelId: string
  /** Ends every wait. */
  readonly signal: AbortSignal
  /** Milliseconds since the epoch; a pause that would reach it is not begun. */
  readonly deadlineAtMs: number
}

export function startCall(context: ProviderContext, { model, signal }: ImageRequest): ProviderCall {
  return { context, modelId: model.id, signal, deadlineAtMs: context.now() + model.timeoutMs }
}

/** Waits, and answers whether the whole time has passed: false where the signal ended it. */
export async function pause(
  { context, signal }: Pick<ProviderCall, 'context' | 'signal'>,
  ms: number,
): Promise<boolean> {
  try {
    signal.throwIfAborted()
    await context.sleep(ms, signal)
    return true
  } catch (error) {
    if (signal.aborted) return false
    throw error
  }
}

export function createProviderRuntime(log?: Log): ProviderRuntime {
  return {
    fetch: globalThis.fetch,
    now: () => Date.now(),
    sleep: (ms, signal) => wait(ms, undefined, { signal }),
    random: () => Math.random(),
    resolveHost: (host) => lookup(host, { all: true }),
    ...(log && { log }),
  }
}
