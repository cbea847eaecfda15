import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Figure } from './figure.ts'
import { importsOf, inlineOf, namedBy } from './static-imports.ts'

const WORKER = 'sw.js'
/** What stands in the page, beside the names of files. */
const INLINE_SCRIPT = 'inline script'
const INLINE_STYLE = 'inline style'
/** What Vite puts behind the name of a chunk. */
const HASH = /-[\w-]{8}\.js$/

interface Weight {
  readonly gzip: number
  readonly brotli: number
}

/**
 * What a built site weighs, compressed file by file as it is sent: what its page names with everything that this imports
 * at once, what stands in the page itself, every other chunk, all of them, and the service worker.
 * @throws where the page names a file that is not there, or no script or no style at all
 */
export async function weighBuild(siteFolder: string): Promise<Figure[]> {
  const html = await readFile(join(siteFolder, 'index.html'), 'utf8')
  const page = namedBy(html)
  const inline = inlineOf(html)
  if (page.scripts.length === 0) throw new Error(`The page of ${siteFolder} names no script.`)
  if (page.styles.length === 0) throw new Error(`The page of ${siteFolder} names no style sheet.`)
  const first = await withImports(siteFolder, page.scripts)
  const files = (await readdir(siteFolder, { recursive: true })).map((file) => file.replaceAll('\\', '/')).sort()
  const scripts = files.filter((file) => file.endsWith('.js') && file !== WORKER)
  const weights = new Map<string, Weight>()
  for (const file of [...scripts, ...page.styles, ...files.filter((each) => each === WORKER)]) {
    weights.set(file, weigh(await readFile(join(siteFolder, file))))
  }
  weights.set(INLINE_SCRIPT, weigh(Buffer.from(inline.script)))
  weights.set(INLINE_STYLE, weigh(Buffer.from(inline.style)))
  const total = (name: string, chosen: readonly string[]) => figuresOf(name, chosen, weights)
  return [
    ...total('first-route js', [...first]),
    ...total('first-route inline js', [INLINE_SCRIPT]),
    ...total('first-route css', [...page.styles, INLINE_STYLE]),
    ...scripts.filter((file) => !first.has(file)).flatMap((file) => total(`lazy ${nameOf(file)}`, [file])),
    ...total('app js', [...scripts, INLINE_SCRIPT]),
    ...(weights.has(WORKER) ? total('service-worker js', [WORKER]) : []),
  ]
}

/** These files and everything that they import at once, and so on. */
async function withImports(siteFolder: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const waiting = [...files]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    waiting.push(...importsOf(file, await readFile(join(siteFolder, file), 'utf8')))
  }
  return found
}

function weigh(body: Uint8Array): Weight {
  if (body.byteLength === 0) return { gzip: 0, brotli: 0 }
  return { gzip: gzipSync(body, { level: 9 }).byteLength, brotli: brotliCompressSync(body).byteLength }
}

function figuresOf(name: string, files: readonly string[], weights: ReadonlyMap<string, Weight>): Figure[] {
  return (['gzip', 'brotli'] as const).map((kind) => {
    const sum = files.reduce((bytes, file) => bytes + (weights.get(file)?.[kind] ?? Number.NaN), 0)
    return { name: `bytes ${name} ${kind}`, values: [sum] }
  })
}

/** The name of a chunk without what changes with its content. */
function nameOf(file: string): string {
  const name = file.split('/').at(-1) ?? file
  return name.replace(HASH, '')
}
