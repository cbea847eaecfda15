import { hashOf } from '#offline/picture-check.ts'
import type { Readiness } from '#offline/worker-messages.ts'
import { appFiles } from './app-files.ts'
import { APP_FILES } from './worker-scope.ts'

/** As many digits as tell two versions apart. */
const VERSION_LENGTH = 8

/** How many of this version's files are on the device, counted, not believed. */
export async function readiness(): Promise<Readiness> {
  const sizes = await Promise.all(
    APP_FILES.map(async ({ url }) => (await (await appFiles.matchPrecache(url))?.blob())?.size),
  )
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
  return (await hashOf(new TextEncoder().encode(names.sort().join('\n')))).slice(0, VERSION_LENGTH)
}
