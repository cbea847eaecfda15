import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { ConfigError, readConfig } from '../../lambda/src/config.ts'
import { resumeJobs } from '../../lambda/src/jobs/resume-jobs.ts'
import { consumeQueue } from '../../lambda/src/queue/consume-queue.ts'
import { createServices } from '../../lambda/src/services.ts'
import { createWorker } from '../../lambda/src/worker.ts'
import { createWorkerServices } from '../../lambda/src/worker-services.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { claimFolder } from './claim-folder.ts'
import { readOrMakeSalt } from './client-key-salt.ts'
import { createFrontDoor } from './front-door.ts'
import { keepBuilds } from './keep-builds.ts'

/**
 * Runs at once. Nearly all of them wait, for a provider or for the turn of their AVIFs, and a new prompt must not wait
 * behind them; the work on pictures has its own, smaller limit.
 */
const CONCURRENT_RUNS = 64
/** What runs under way get to finish when the stack stops, in milliseconds; the rest is done again at the next start. */
const GRACE_MS = 4000

export interface StackOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Relative paths of the settings start here. */
  readonly root: string
  /** The built app to serve. */
  readonly siteFolder?: string
  /** The app's sources, served by Vite with hot replacement. */
  readonly devFolder?: string
}

export interface Stack {
  readonly url: string
  readonly version: string
  readonly dataFolder: string
  readonly models: readonly { label: string; provider: string; available: boolean; reason?: string | undefined }[]
  readonly problems: readonly string[]
  readonly stop: () => Promise<void>
}

/**
 * The whole system as one process: app, API, pictures and worker over files in one folder.
 * @throws ConfigError, FolderInUseError
 */
export async function startStack({ environment, root, siteFolder, devFolder }: StackOptions): Promise<Stack> {
  const { host, port } = readAddress(environment)
  const dataFolder = resolve(root, environment.DATA_DIR || 'data')
  const config = readConfig({
    APP_VERSION: packageJson.version,
    ...environment,
    DATA_DIR: dataFolder,
    CLIENT_KEY_SALT: environment.CLIENT_KEY_SALT || (await readOrMakeSalt(dataFolder)),
  })
  const releaseFolder = await claimFolder(dataFolder)
  const services = await createServices(config)
  const isLocalOnly = host === 'localhost' || host === '::1' || host.startsWith('127.')
  const siteFolders = siteFolder === undefined ? [] : [await keepBuild(siteFolder, dataFolder), siteFolder]
  const door = await createFrontDoor(services, { siteFolders, isLocalOnly })
  const server = createServer()
  const listener: RequestListener = getRequestListener(door.fetch)
  const vite = devFolder === undefined ? undefined : await startVite(devFolder, server)
  server.on('request', vite === undefined ? listener : behind(vite.middlewares, listener))

  try {
    await listen(server, { host, port })
  } catch (error) {
    await Promise.all([vite?.close(), releaseFolder()])
    throw error
  }
  await resumeJobs(services)
  const consumer =
    environment.WORKER === 'off'
      ? undefined
      : consumeQueue({
          queue: services.queue,
          handler: createWorker(createWorkerServices(config, services)),
          concurrency: CONCURRENT_RUNS,
          onError: (error) => services.log.error('queue-trouble', {}, error),
        })

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`, // a TCP server's
    version: config.version,
    dataFolder,
    models: services.registry.infos(),
    problems: [...services.problems, ...services.registry.problems],
    async stop() {
      server.close()
      server.closeIdleConnections()
      await Promise.all([consumer?.stop(GRACE_MS), vite?.close()])
      server.closeAllConnections()
      await releaseFolder()
    },
  }
}

/** Answers the folder with the hashed files of this build and of the earlier ones. */
async function keepBuild(siteFolder: string, dataFolder: string): Promise<string> {
  const keptFolder = join(dataFolder, 'site')
  await keepBuilds(siteFolder, keptFolder, Date.now())
  return keptFolder
}

function readAddress(environment: StackOptions['environment']): { host: string; port: number } {
  const port = Number(environment.PORT || 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigError(['PORT is not a number of a port.'])
  return { host: environment.HOST || '127.0.0.1', port }
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((ready, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(
        isTaken ? new ConfigError([`Port ${port} is in use. Stop what uses it, or set PORT to another one.`]) : error,
      )
    })
    server.listen(port, host, ready)
  })
}

type Middleware = (
  request: Parameters<RequestListener>[0],
  response: Parameters<RequestListener>[1],
  next: () => void,
) => void

function behind(site: Middleware, api: RequestListener): RequestListener {
  return (request, response) => {
    if (/^\/(?:api|images|index|share)\//.test(request.url ?? '')) return api(request, response)
    site(request, response, () => api(request, response))
  }
}

async function startVite(root: string, server: ReturnType<typeof createServer>) {
  const { createServer: createViteServer } = await import('vite')
  return createViteServer({ root, appType: 'spa', server: { middlewareMode: true, hmr: { server } } })
}
