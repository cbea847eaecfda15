import { findBrowser } from './browser.ts'
import { buildApp } from './build-app.ts'

/** Before the browser tests: the app as it is published, and a browser to open it with. */
export async function setup(): Promise<void> {
  await buildApp()
  await findBrowser()
}
