import type { Timing } from '../jobs/timing.ts'
import type { Registry } from '../models/registry.ts'
import type { Log, Metrics } from '../observability/log.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { AppContext } from './app-context.ts'

/** What the API is made of; put together in services.ts, handed to `createApp`. */
export interface Services {
  readonly version: string
  readonly store: ObjectStore
  readonly queue: JobQueue
  readonly registry: Registry
  readonly timing: Timing
  readonly log: Log
  readonly metrics: Metrics
  readonly publishByDefault: boolean
  /** The caller's address as the platform saw it: never a field of the body or a header that a client writes. */
  readonly clientAddress: (context: AppContext) => string | undefined
  /** Calls of POST /api/log that one address may make in an hour; undefined = no limit. */
  readonly logsPerHour: number | undefined
  /** SHA-256 of ADMIN_TOKEN, where the deployment has one. */
  readonly adminHash: string | undefined
  /** What is wrong with the configuration without stopping the start, each a sentence. */
  readonly problems: readonly string[]
}
