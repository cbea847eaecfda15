import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../tests/support/build-app.ts'
import { readBudgets } from './budgets.ts'
import { checkBudgets } from './check-budgets.ts'
import { weighBuild } from './weigh-build.ts'

const BALLAST_BYTES = 300_000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-weigh-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the budgets of bytes', () => {
  it('hold for the app as it is, and catch 300 KB that its first route imports', { timeout: 60_000 }, async () => {
    expect(await missesOf('as-it-is', '')).toEqual([])
    const ballast = randomBytes(BALLAST_BYTES / 2).toString('hex')
    const misses = await missesOf('planted', `\nglobalThis.ballast = ${JSON.stringify(ballast)}\n`)
    expect(misses).toEqual(['bytes first-route js gzip', 'bytes app js gzip'])
  })
})

/** Which budgets of bytes a build misses whose entry has some more code. */
async function missesOf(name: string, planted: string): Promise<string[]> {
  const outDir = join(folder, name)
  const plant = (code: string, id: string) => (id.endsWith('pwa/src/main.tsx') ? code + planted : undefined)
  await buildApp({
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [{ name: 'planted', enforce: 'pre', transform: plant }],
  })
  const budgets = (await readBudgets()).filter(({ figure }) => figure.startsWith('bytes '))
  expect(budgets.length).toBeGreaterThan(3)
  const rows = checkBudgets(budgets, { figures: await weighBuild(outDir), tooSlow: undefined })
  return rows.filter(({ verdict }) => verdict === 'failed').map(({ figure }) => figure)
}

describe('what is weighed', () => {
  const HTML =
    '<script type="module" src="/assets/main-12345678.js"></script><link rel="stylesheet" href="/assets/a.css">'

  async function weigh(files: Readonly<Record<string, string>>) {
    const site = await mkdtemp(join(folder, 'site-'))
    for (const [name, text] of Object.entries({ 'index.html': HTML, 'assets/a.css': 'a{}', ...files })) {
      await mkdir(dirname(join(site, name)), { recursive: true })
      await writeFile(join(site, name), text)
    }
    return Object.fromEntries((await weighBuild(site)).map(({ name, values }) => [name, values[0]]))
  }

  it('of the first route is everything imported at once, through any number of files, and nothing that is loaded later', async () => {
    const found = await weigh({
      'assets/main-12345678.js':
        'import"./one-12345678.js";export*from"./two-12345678.js";import("./late-12345678.js")',
      'assets/one-12345678.js': 'import"./main-12345678.js";import{a}from"./deep-12345678.js"',
      'assets/two-12345678.js': 'export const b=1',
      'assets/deep-12345678.js': 'export const a=1',
      'assets/late-12345678.js': 'export const c=1',
      'sw.js': 'self.a=1',
    })
    expect(Object.keys(found).filter((name) => name.includes(' lazy '))).toEqual([
      'bytes lazy late gzip',
      'bytes lazy late brotli',
    ])
    const late = found['bytes lazy late gzip'] ?? Number.NaN
    expect(found['bytes app js gzip']).toBe((found['bytes first-route js gzip'] ?? Number.NaN) + late)
    expect(found['bytes service-worker js gzip']).toBeGreaterThan(0)
  })

  it('of the first route includes what is only preloaded', async () => {
    const preload = '<link rel="modulepreload" href="/assets/more-12345678.js">'
    const files = { 'assets/main-12345678.js': 'a', 'assets/more-12345678.js': 'export const b=1' }
    const [alone, preloaded] = [await weigh(files), await weigh({ ...files, 'index.html': HTML + preload })]
    expect(preloaded['bytes first-route js gzip']).toBe(alone['bytes app js gzip'])
    expect(alone['bytes first-route js gzip']).toBeLessThan(alone['bytes app js gzip'] ?? 0)
  })

  it('includes what stands in the page itself, but not data that is written as a script', async () => {
    const files = { 'assets/main-12345678.js': 'a' }
    const inline = '<script>go()</script><style>p{color:red}</style><script type="application/json">{}</script>'
    const [alone, within] = [await weigh(files), await weigh({ ...files, 'index.html': HTML + inline })]
    const grown = Object.keys(within).filter(
      (name) => (within[name] ?? 0) > (alone[name] ?? 0) && name.endsWith('gzip'),
    )
    expect(grown).toEqual(['bytes first-route inline js gzip', 'bytes first-route css gzip', 'bytes app js gzip'])
    const data = '<script type="application/json">{}</script>'
    expect(await weigh({ ...files, 'index.html': HTML + data })).toEqual(alone)
  })

  it('must be there, and a page must name a script and a style sheet', async () => {
    await expect(weigh({})).rejects.toThrow('ENOENT')
    await expect(weigh({ 'index.html': '<p>' })).rejects.toThrow('names no script')
    const scriptOnly = '<script type="module" src="/assets/a.js"></script>'
    await expect(weigh({ 'index.html': scriptOnly, 'assets/a.js': 'a' })).rejects.toThrow('names no style sheet')
  })
})
