import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('site-child.ts', import.meta.url))

export interface ServedSite {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Serves a built site by the local stack, from a free port, until it is stopped or this process ends. */
export async function serveSite(siteFolder: string, dataFolder: string): Promise<ServedSite> {
  const child = fork(CHILD, [siteFolder, dataFolder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const url = await Promise.race([
    once(child, 'message').then(([message]: unknown[]) => String(message)),
    ended.then(([code]: unknown[]) => Promise.reject(new Error(`The local stack ended with ${code}.`))),
  ])
  return {
    url,
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
