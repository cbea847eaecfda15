import { matchPrecache } from 'workbox-precaching'
import type { Readiness } from '#offline/worker-messages.ts'
import { APP_FILES } from './worker-scope.ts'

/** How many of this version's files are on the device, counted, not believed. */
export async function readiness(): Promise<Readiness> {
  const sizes = await Promise.all(APP_FILES.map(async ({ url }) => (await (await matchPrecache(url))?.blob())?.size))
  const known = sizes.filter((size) => size !== undefined)
  return {
    version: await version(),
    files: known.length,
    total: APP_FILES.length,
    bytes: known.reduce((sum, size) => sum + size, 0),
  }
}

/** The same files have the same name, wherever they were built. */
async function version(): Promise<string> {
  const names = APP_FILES.map(({ url, ...entry }) => `${url} ${'revision' in entry ? entry.revision : ''}`)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(names.sort().join('\n')))
  return [...new Uint8Array(digest).subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
