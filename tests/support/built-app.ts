import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { findBrowser } from './browser.ts'

/** Before the browser tests: the app as it is published, and a browser to open it with. */
export async function setup(): Promise<void> {
  await build({ root: fileURLToPath(new URL('../../pwa', import.meta.url)), logLevel: 'warn' })
  await findBrowser()
}
