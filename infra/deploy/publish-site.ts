import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { cacheControlOfSiteFile, typeOfSiteFile } from '../site-files.ts'
import { DeployError } from './deploy-error.ts'
import type { Runner } from './runner.ts'
import type { StackOutputs } from './stack.ts'

/**
 * What decides which version a browser gets, in this order and after everything else: the service worker comes last, since it
 * fetches the others by the revisions that stand in it.
 */
const LAST = ['manifest.webmanifest', 'index.html', 'sw.js'] as const

interface Upload {
  /** Paths below the built app, without a slash at their beginning. */
  readonly files: readonly string[]
  readonly contentType: string
  readonly cacheControl: string
}

/** Uploads in their order: hashed files, which nobody asks for yet; what has a lasting name; then what names them all. */
function planUploads(files: readonly string[]): Upload[] {
  const published = files.filter((file) => typeOfSiteFile(file) !== undefined)
  const last = LAST.filter((file) => published.includes(file))
  const rest = published.filter((file) => !last.some((name) => name === file))
  const assets = rest.filter((file) => file.startsWith('assets/'))
  const others = rest.filter((file) => !file.startsWith('assets/'))
  return [...byType(assets), ...byType(others), ...last.flatMap((file) => byType([file]))]
}

function byType(files: readonly string[]): Upload[] {
  return Object.entries(Object.groupBy(files, (file) => typeOfSiteFile(file) ?? '')).map(
    ([contentType, group = []]) => ({
      files: group.toSorted(),
      contentType,
      cacheControl: cacheControlOfSiteFile(`/${group[0]}`),
    }),
  )
}

/**
 * Puts the built app under site/ of the bucket and tells the CDN. Nothing is removed: pages that are open load the parts
 * of their own build, and share pages stand beside them.
 * @param folder the built app
 */
export async function publishSite(
  runner: Runner,
  { folder, region, outputs }: { folder: string; region: string; outputs: StackOutputs },
): Promise<void> {
  const files = await listFiles(folder)
  if (!files.includes('index.html')) throw new DeployError(`${folder} has no index.html: the app was not built.`)
  const target = `s3://${outputs.BucketName}/site/`
  for (const { files: group, contentType, cacheControl } of planUploads(files)) {
    const filters = ['--exclude', '*', ...group.flatMap((file) => ['--include', file])]
    const headers = ['--content-type', contentType, '--cache-control', cacheControl]
    const args = [
      's3',
      'cp',
      folder,
      target,
      '--recursive',
      ...filters,
      ...headers,
      '--region',
      region,
      '--only-show-errors',
    ]
    await runner.run({ command: 'aws', args })
  }
  await invalidate(runner, folder, outputs.DistributionId)
}

/** One order. Its reference is the build, so that repeating it is no second one. */
async function invalidate(runner: Runner, folder: string, distributionId: string): Promise<void> {
  const build = createHash('sha256')
  for (const file of LAST) build.update(await readFile(join(folder, file)).catch(() => ''))
  const paths = ['/', ...LAST.map((file) => `/${file}`)]
  const batch = {
    Paths: { Quantity: paths.length, Items: paths },
    CallerReference: `site-${build.digest('hex').slice(0, 32)}`,
  }
  const args = ['cloudfront', 'create-invalidation', '--distribution-id', distributionId]
  await runner.run({
    command: 'aws',
    args: [...args, '--invalidation-batch', JSON.stringify(batch), '--output', 'text'],
  })
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.map((file) => relative(folder, file).split(sep).join('/')).sort()
}
