import type { Enhance } from '../enhance/enhance-prompt.ts'
import type { Timing } from '../jobs/timing.ts'
import type { Limiter } from '../limits/limiter.ts'
import type { Registry } from '../models/registry.ts'
import type { Log, Metrics } from '../observability/log.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { PromptSafety } from '../safety/prompt-safety.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { AppContext } from './app-context.ts'

/** What the API is made of; put together in services.ts, handed to `createApp`. */
export interface Services {
  readonly version: string
  readonly store: ObjectStore
  readonly queue: JobQueue
  /** For deleted jobs to erase: read in batches where a CDN takes few orders at once; elsewhere the same as `queue`. */
  readonly deletions: JobQueue
  readonly registry: Registry
  readonly timing: Timing
  readonly log: Log
  readonly metrics: Metrics
  readonly publishByDefault: boolean
  /** Days after which the bucket's rules remove pictures; undefined = never. */
  readonly keptDays: number | undefined
  /** The caller's address as the platform saw it: never a field of the body or a header that a client writes. */
  readonly clientAddress: (context: AppContext) => string | undefined
  /**
   * What the edge sends with every request, to prove that it came through it; any one of them does. Left out where
   * nobody can reach the API in another way, as in the local stack.
   */
  readonly originSecrets?: readonly string[]
  readonly limiter: Limiter
  /** Stops prompts before they are counted or sent. */
  readonly safety: PromptSafety
  readonly enhance: Enhance
  /** SHA-256 of ADMIN_TOKEN, where the deployment has one. */
  readonly adminHash: string | undefined
  /** What is wrong with the configuration without stopping the start, each a sentence. */
  readonly problems: readonly string[]
}
