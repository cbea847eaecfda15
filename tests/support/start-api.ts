import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { readConfig } from '../../lambda/src/config.ts'
import { createApp } from '../../lambda/src/http/app.ts'
import type { AppEnv } from '../../lambda/src/http/app-context.ts'
import type { ProviderRuntime } from '../../lambda/src/models/provider-context.ts'
import { toSqsEvent } from '../../lambda/src/queue/queue-event.ts'
import { createServices, type SharedServices } from '../../lambda/src/services.ts'
import { createWorker, type WorkerServices } from '../../lambda/src/worker.ts'
import { createWorkerServices } from '../../lambda/src/worker-services.ts'
import { removeFolder } from './remove-folder.ts'

export interface TestApi {
  readonly app: Hono<AppEnv>
  readonly services: SharedServices
  readonly folder: string
  /** Does everything that waits on the queue, as the worker would; answers how many messages were done. */
  readonly work: () => Promise<number>
  /** The same data after a restart of the process. */
  readonly restart: () => Promise<TestApi>
  readonly close: () => Promise<void>
}

interface TestApiOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly services?: Partial<SharedServices>
  readonly worker?: Partial<WorkerServices>
  /** Network and clock as providers see them. */
  readonly runtime?: ProviderRuntime
  readonly folder?: string
}

/** The API and the worker over real files in a folder of their own, without a port. */
export async function startApi(options: TestApiOptions = {}): Promise<TestApi> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'pixel-prompt-api-')))
  const config = readConfig({
    DATA_DIR: folder,
    CLIENT_KEY_SALT: 'salt-of-the-tests',
    LOG_LEVEL: 'SILENT',
    ...options.environment,
  })
  const { queue } = options.services ?? {}
  // Over files one queue carries everything.
  const queues = queue === undefined ? {} : { queue, deletions: queue }
  const services = { ...(await createServices(config)), ...queues, ...options.services }
  const app = createApp({ ...services, clientAddress: () => '192.0.2.1' })
  const worker = createWorker({ ...createWorkerServices(config, services, options.runtime), ...options.worker })

  async function work(): Promise<number> {
    let done = 0
    for (;;) {
      const messages = await services.queue.receive({ max: 10, waitMs: 0 })
      if (messages.length === 0) return done
      await Promise.all(
        messages.map(async (message) => {
          const { batchItemFailures } = await worker(toSqsEvent([message], 'jobs'))
          if (batchItemFailures.length === 0) {
            await services.queue.delete(message.receipt)
            done += 1
          }
        }),
      )
    }
  }

  return {
    app,
    services,
    folder,
    work,
    restart: () => startApi({ ...options, folder }),
    close: () => removeFolder(folder),
  }
}

/** A POST of JSON, as the app sends it. */
export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }
}
