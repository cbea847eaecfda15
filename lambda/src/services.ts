import { randomUUID } from 'node:crypto'
import type { Config } from './config.ts'
import { createTextModel } from './enhance/create-text-model.ts'
import { createEnhancer } from './enhance/enhance-prompt.ts'
import type { Services } from './http/services.ts'
import { hashOf } from './jobs/owner.ts'
import { TIMING } from './jobs/timing.ts'
import { createLimiter } from './limits/limiter.ts'
import { createProviderRuntime, type ProviderRuntime } from './models/provider-context.ts'
import { createRegistry } from './models/registry.ts'
import { createRegistryEntries } from './models/registry-entries.ts'
import type { Log, Metrics } from './observability/log.ts'
import { createLoggedMetrics, createLogger } from './observability/logger.ts'
import { createModerator, type Moderate } from './safety/moderate-prompt.ts'
import { createPromptSafety } from './safety/prompt-safety.ts'
import { createRetryingStore } from './store/retrying-store.ts'

/** Longer than a claim, so that a message only comes back when its run is over; in AWS the queue's own setting. */
const LOCAL_VISIBILITY_MS = 300_000
/** As the queue in AWS has it: a message that was received more often is a defect, kept as a dead letter. */
const MAX_RECEIVES = 5

/** The services that API and worker share: the only place that picks adapters. */
export type SharedServices = Omit<Services, 'clientAddress'>

export async function createServices(config: Config): Promise<SharedServices> {
  const log = createLogger({ service: 'pixel-prompt', level: config.logLevel })
  const metrics = await createMetricsFor(config, log)
  const startId = config.storage.kind === 'files' ? randomUUID() : undefined
  const adapters = await createAdapters(config, startId, log)
  const store = createRetryingStore(adapters.store, {
    onRetry: ({ operation, keyKind, attempt, waitMs, error }) => {
      log.warn('store-retry', { operation, keyKind, attempt, waitMs }, error)
      metrics.count('StoreRetry', 1, { operation })
    },
  })
  const now = () => Date.now()
  const { limits, clientKeySalt } = config
  const runtime = createProviderRuntime(log)
  const safety = createPromptSafety({ moderate: createModeratorFor(config, runtime), log })
  const models = createRegistryEntries({ ...config, hasSpendingLimit: limits.spendPerDayMicroUsd !== undefined })
  return {
    version: config.version,
    store,
    queue: adapters.queue,
    deletions: adapters.deletions,
    registry: createRegistry({ entries: models.entries, defaultModels: config.defaultModels, now }),
    timing: { now, startId, ...TIMING },
    log,
    metrics,
    publishByDefault: config.publishByDefault,
    keptDays: config.keptDays,
    limiter: createLimiter({ store, now, settings: limits, salt: clientKeySalt, log }),
    problems: [...models.problems, ...config.notes],
    safety,
    enhance: createEnhancer({ textModel: createTextModel(config, runtime), isAllowed: safety.isAllowed, log }),
    adminHash: config.adminToken === undefined ? undefined : hashOf(config.adminToken),
  }
}

/** OpenAI's moderation costs nothing, so that its key alone switches it on. */
function createModeratorFor({ providers }: Config, runtime: ProviderRuntime): Moderate | undefined {
  const { baseUrl, key, offReason } = providers.vendors.openai
  return key === undefined || offReason !== undefined ? undefined : createModerator({ ...runtime, baseUrl, key })
}

async function createMetricsFor({ storage }: Config, log: Log): Promise<Metrics> {
  if (storage.kind === 'files') return createLoggedMetrics(log)
  const { createMetrics } = await import('./observability/metrics.ts')
  return createMetrics('pixel-prompt')
}

/** Only the adapters in use are loaded: the AWS clients cost a start 70 ms, which the local stack need not pay. */
async function createAdapters(
  { storage }: Config,
  startId: string | undefined,
  log: Log,
): Promise<Pick<SharedServices, 'store' | 'queue' | 'deletions'>> {
  if (storage.kind === 'files') {
    const { createFileStore } = await import('./store/file-store.ts')
    const { createFileQueue } = await import('./queue/file-queue.ts')
    const queue = await createFileQueue({
      folder: `${storage.folder}/queue`,
      startId: startId ?? 'none',
      visibilityTimeoutMs: LOCAL_VISIBILITY_MS,
      maxReceives: MAX_RECEIVES,
      onDamaged: (file, { reason, cause }) => log.error('queue-message-damaged', { file, reason }, cause),
    })
    return { store: createFileStore({ folder: `${storage.folder}/objects` }), queue, deletions: queue }
  }
  const { bucket, queueUrl, deletionQueueUrl, region } = storage
  const { createS3Client, createS3Store } = await import('./store/s3-store.ts')
  const { createSqsClient, createSqsQueue } = await import('./queue/sqs-queue.ts')
  const client = createSqsClient({ region })
  return {
    store: createS3Store({ client: createS3Client({ region }), bucket }),
    queue: createSqsQueue({ client, queueUrl }),
    deletions: createSqsQueue({ client, queueUrl: deletionQueueUrl }),
  }
}
