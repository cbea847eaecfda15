import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { removeFolder } from './remove-folder.ts'
import { type RunningServer, runServer } from './run-server.ts'

/** The real server on data of its own, and a browser beside it. */
export interface TestSite {
  readonly server: () => RunningServer
  readonly browser: Browser
  readonly dataFolder: string
  /** A new device: a context with storage of its own. */
  readonly device: (options?: Parameters<Browser['newContext']>[0]) => Promise<BrowserContext>
  /** Ends the server and starts it again on the same data and address. */
  readonly restart: (signal: NodeJS.Signals) => Promise<void>
  readonly close: () => Promise<void>
}

export async function openSite(environment: Readonly<Record<string, string>> = {}): Promise<TestSite> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'pixel-prompt-e2e-'))
  let server = await runServer({ dataFolder, environment })
  const port = Number(new URL(server.url).port)
  const browser = await openBrowser()
  return {
    server: () => server,
    browser,
    dataFolder,
    device: (options = {}) =>
      browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 }, ...options }),
    async restart(signal) {
      await server.kill(signal)
      server = await runServer({ dataFolder, environment, port })
    },
    async close() {
      await browser.close()
      await server.kill('SIGTERM')
      await removeFolder(dataFolder)
    },
  }
}

/** The controls of the Create screen, by the names that are an interface. */
export function createScreen(page: Page) {
  const results = page.getByRole('region', { name: 'Results' })
  return {
    prompt: page.getByRole('textbox', { name: 'Prompt' }),
    generate: page.getByRole('button', { name: 'Generate' }),
    models: page.getByRole('group', { name: 'Models' }),
    status: page.getByRole('status'),
    results,
    cell: (model: string | RegExp) => results.getByRole('article', { name: model }),
    pictures: results.getByRole('article').getByRole('img'),
  }
}
