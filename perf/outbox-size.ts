/** What the outbox itself weighs: bundled alone, minified and compressed as the app is. `npm run perf:outbox-size` */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const ENTRY = fileURLToPath(new URL('../pwa/src/offline/outbox.ts', import.meta.url))

async function weigh(external: readonly string[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    external: [...external],
    alias: { '#contract': fileURLToPath(new URL('../lambda/src/contract', import.meta.url)) },
  })
  return gzipSync(outputFiles[0]?.contents ?? '').byteLength
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB gzip`
console.info(`the outbox alone: ${kilobytes(await weigh(['valibot', 'idb', '#contract/*', '#api/*']))}`)
console.info(`with schemas, contract and idb: ${kilobytes(await weigh([]))}`)
