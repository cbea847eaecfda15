import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** Pages of an earlier build that are still open load their parts for this long, milliseconds. */
const KEEP_MS = 14 * 86_400_000
/** Builds that are kept however old they are: the one that is served and the one before it. */
const KEEP_BUILDS = 2

const Builds = v.array(v.object({ files: v.array(v.string()), replacedAt: v.optional(v.number()) }))
type Builds = v.InferOutput<typeof Builds>

/**
 * Keeps the hashed files of a build beside those of earlier ones, and removes what no open page can need any more.
 * @param siteFolder the build that is served now
 * @param keptFolder where all of them stand; the list of the builds stands beside it
 * @param now milliseconds
 */
export async function keepBuilds(siteFolder: string, keptFolder: string, now: number): Promise<void> {
  const current = (await readdir(join(siteFolder, 'assets'))).sort()
  const assets = join(keptFolder, 'assets')
  await mkdir(assets, { recursive: true })
  for (const file of current) await copyFile(join(siteFolder, 'assets', file), join(assets, file))
  const builds = nextBuilds(await readBuilds(keptFolder), current, now)
  // The list first: a file that it no longer names is removed with the next start, should this one end here.
  await writeFile(`${keptFolder}.json.new`, JSON.stringify(builds))
  await rename(`${keptFolder}.json.new`, `${keptFolder}.json`)
  const needed = new Set(builds.flatMap(({ files }) => files))
  for (const file of await readdir(assets)) if (!needed.has(file)) await rm(join(assets, file))
}

/** The builds that are still needed, the newest first. */
function nextBuilds(builds: Builds, current: string[], now: number): Builds {
  const [newest, ...earlier] = builds
  const isSame = newest?.files.join() === current.join()
  const replaced = isSame || newest === undefined ? earlier : [{ ...newest, replacedAt: now }, ...earlier]
  const all: Builds = [{ files: current }, ...replaced]
  return all.filter(({ replacedAt }, index) => index < KEEP_BUILDS || (replacedAt ?? 0) > now - KEEP_MS)
}

async function readBuilds(keptFolder: string): Promise<Builds> {
  try {
    return v.parse(Builds, JSON.parse(await readFile(`${keptFolder}.json`, 'utf8')))
  } catch {
    return [] // the first start, or a list that cannot be read: what is served now is kept all the same
  }
}
