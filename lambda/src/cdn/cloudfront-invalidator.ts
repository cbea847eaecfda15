import { createHash } from 'node:crypto'
import { setTimeout as sleepMs } from 'node:timers/promises'
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import type { Log } from '../observability/log.ts'
import { intoBatches } from './batches.ts'
import type { Invalidation, Invalidator } from './invalidator.ts'

interface CloudFrontOptions {
  readonly distributionId: string
  readonly log: Log
  /** Of a server that is not AWS. */
  readonly endpoint?: string
  /** Left out: those of the environment, as in Lambda. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly sleep?: (waitMs: number) => Promise<unknown>
}

/** What is asked for within this time goes out as one order: deletions come ten at once, and not all of them take as long. */
const COLLECT_MS = 500
/** Invalidations end after seconds to a minute, and only so many may be under way. Together below the worker's timeout. */
const WAITS_MS = [2000, 5000, 10_000, 20_000, 30_000, 60_000]
const CONNECT_TIMEOUT_MS = 3000
const ANSWER_TIMEOUT_MS = 10_000
/** CloudFront is one service for the whole world, under this name. */
const REGION = 'us-east-1'

interface Waiting {
  readonly order: Invalidation
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Orders for a CloudFront distribution, collected and repeated. The client is loaded when it is first needed: 65 ms. */
export function createCloudFrontInvalidator(options: CloudFrontOptions): Invalidator {
  const { distributionId, log, sleep = sleepMs } = options
  let waiting: Waiting[] = []
  let client: Promise<CloudFrontClient> | undefined
  /** One order after the other, so that each finds as much room as there is, and takes along what came meanwhile. */
  let last: Promise<void> = Promise.resolve()

  async function send(paths: readonly string[], reference: string): Promise<string | undefined> {
    const { CreateInvalidationCommand } = await import('@aws-sdk/client-cloudfront')
    client ??= createClient(options)
    const InvalidationBatch = {
      CallerReference: reference,
      Paths: { Quantity: paths.length, Items: [...paths] },
    }
    const answer = await (await client).send(
      new CreateInvalidationCommand({ DistributionId: distributionId, InvalidationBatch }),
    )
    return answer.Invalidation?.Id
  }

  async function sendUntilTaken(orders: readonly Invalidation[]): Promise<void> {
    const paths = [...new Set(orders.flatMap((order) => order.paths))].sort()
    const reference = referenceOf(orders, paths)
    for (let attempt = 1; ; attempt += 1) {
      try {
        const invalidation = await send(paths, reference)
        log.info('cdn-invalidated', { invalidation, orders: orders.length, paths })
        return
      } catch (error) {
        const waitMs = WAITS_MS[attempt - 1]
        if (waitMs === undefined || !mayPass(error)) throw error
        log.warn('cdn-invalidation-repeated', { attempt, waitMs }, error)
        await sleep(waitMs)
      }
    }
  }

  async function sendBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await sendUntilTaken(batch.map(({ order }) => order))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  async function sendWaiting(): Promise<void> {
    const batches = intoBatches(waiting, ({ order }) => order.paths)
    waiting = []
    for (const batch of batches) await sendBatch(batch)
  }

  function flush(): void {
    last = last.then(sendWaiting)
  }

  return {
    invalidate(order) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      waiting.push({ order, resolve, reject })
      if (waiting.length === 1) setTimeout(flush, COLLECT_MS)
      return promise
    },
  }
}

async function createClient({ endpoint, credentials }: CloudFrontOptions): Promise<CloudFrontClient> {
  const { CloudFrontClient: Client } = await import('@aws-sdk/client-cloudfront')
  return new Client({
    region: REGION,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: ANSWER_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
  })
}

/** The same for the same orders, so that a repeat is no second invalidation; never the same with other paths, which is refused. */
function referenceOf(orders: readonly Invalidation[], paths: readonly string[]): string {
  const named = [...new Set(orders.map((order) => order.reference))].sort()
  return createHash('sha256')
    .update(JSON.stringify([named, paths]))
    .digest('hex')
}

/** Full, or too fast. Both are answered with 400. */
const PASSING = ['TooManyInvalidationsInProgress', 'Throttling', 'ThrottlingException', 'TooManyRequestsException']

/** No for what the service refuses for good; yes for what it has no room for now, its own trouble, and a lost answer. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const status = statusOf(error)
  return PASSING.includes(error.name) || status === undefined || status === 429 || status >= 500
}

function statusOf(error: Error): number | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined
  const isObject = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
  return isObject && typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}
