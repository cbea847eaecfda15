/**
 * Size and cold import of the worker function, with and without the vendors' handlers, and of the API.
 * A fresh process for each import; `taskset -c 0 node perf/function-size.ts` for one core.
 */
import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'esbuild'
import { buildFunction, type FunctionName } from '../lambda/build.ts'
import { describeMachine, summarize } from './machine.ts'

const RUNS = 15
/** Inside the project, where the functions find `sharp`. */
const FOLDER = fileURLToPath(new URL('../dist/size', import.meta.url))
/** Nothing is asked at any of these; without them the functions refuse to start. */
const ENVIRONMENT = {
  BUCKET_NAME: 'measured',
  QUEUE_URL: 'http://127.0.0.1:9/queue',
  DELETION_QUEUE_URL: 'http://127.0.0.1:9/deletions',
  AWS_REGION: 'us-west-2',
  GALLERY_DEFAULT: 'private',
  CLIENT_KEY_SALT: 'measured-measured',
  ORIGIN_SECRET: 'measured-'.repeat(4),
  LOG_LEVEL: 'SILENT',
}
const IMPORT = `
const startedAt = performance.now()
await import(process.argv[1])
console.info(JSON.stringify([performance.now() - startedAt, process.memoryUsage.rss()]))
process.exit(0)`

/** The worker as it would be with the built-in models alone. */
const withoutVendors: Plugin = {
  name: 'without-vendors',
  setup(build) {
    const contents =
      'export const createVendorModels = () => () => undefined; export const createGenericModels = () => new Map()'
    build.onLoad({ filter: /models\/(vendor|generic)-models\.ts$/ }, () => ({ contents, loader: 'js' }))
  },
}

async function measure(title: string, name: FunctionName, plugins: Plugin[]): Promise<void> {
  const outFolder = `${FOLDER}/${title.replace(/\W+/g, '-')}`
  await buildFunction(name, { outFolder, plugins })
  const entry = `${outFolder}/main-${name}.mjs`
  const code = await readCode(outFolder)
  const times: number[] = []
  const memory: number[] = []
  for (let run = 0; run <= RUNS; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', IMPORT, entry], {
      env: ENVIRONMENT,
    })
    const [ms, rss] = JSON.parse(stdout) as [number, number] // what IMPORT has printed
    if (run === 0) continue // the first run warms the disk
    times.push(ms)
    memory.push(rss / 2 ** 20)
  }
  const { median, min, max } = summarize(times)
  const packed = code.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0)
  const bytes = code.reduce((sum, file) => sum + file.length, 0)
  const size = `${(bytes / 1000).toFixed(0)} kB, ${(packed / 1000).toFixed(0)} kB gzip`
  const time = `import ${median.toFixed(0)} ms (${min.toFixed(0)} to ${max.toFixed(0)})`
  console.info(`${title.padEnd(24)} ${size.padEnd(26)} ${time}, ${summarize(memory).median.toFixed(0)} MiB of memory`)
}

/** Everything that is deployed, what is loaded later too; without source maps. */
async function readCode(folder: string): Promise<Buffer[]> {
  const files = await readdir(folder, { recursive: true })
  return Promise.all(files.filter((file) => file.endsWith('.mjs')).map((file) => readFile(`${folder}/${file}`)))
}

console.info(`${describeMachine()}; ${RUNS} fresh processes each`)
await measure('worker', 'worker', [])
await measure('worker without vendors', 'worker', [withoutVendors])
await measure('api', 'api', [])
await rm(FOLDER, { recursive: true })
