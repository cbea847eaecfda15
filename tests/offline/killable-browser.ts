import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../support/browser.ts'

/** A browser as a process of its own, over a profile that stays: it can be killed and started again. */
export interface KillableBrowser {
  /** The one context of the profile. */
  readonly context: () => BrowserContext
  /** SIGKILL to the browser and all of its processes, at once. */
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function startKillableBrowser(profile: string): Promise<KillableBrowser> {
  const program = await findBrowser()
  let child: ChildProcess
  let browser: Browser

  async function start(): Promise<void> {
    // What a killed browser leaves behind would keep the next one from the profile.
    for (const name of await readdir(profile).catch(() => [])) {
      if (/^(Singleton|DevToolsActivePort)/.test(name)) await rm(join(profile, name), { force: true })
    }
    const flags = [...BROWSER_FLAGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
    child = spawn(program, flags, { detached: true, stdio: 'ignore' })
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portOf(profile)}`)
  }

  async function kill(): Promise<void> {
    if (child.pid === undefined) return
    const ended = once(child, 'exit')
    process.kill(-child.pid, 'SIGKILL')
    await ended
    await browser.close().catch(() => undefined)
  }

  await start()
  return {
    context() {
      const [context] = browser.contexts()
      if (context === undefined) throw new Error('The browser has no context.')
      return context
    },
    ...{ kill, start, close: kill },
  }
}

async function portOf(profile: string): Promise<string> {
  for (let tries = 0; tries < 400; tries += 1) {
    const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')
    if (port) return port
    await sleep(25)
  }
  throw new Error('The browser did not open its port for tools.')
}
