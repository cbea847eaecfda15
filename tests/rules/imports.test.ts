import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BIOME = join(ROOT, 'node_modules/.bin/biome')
const run = promisify(execFile)

/** Where a violation is planted, and what is imported. One row at least for each row of docs/ARCHITECTURE.md's table. */
const FORBIDDEN: readonly [string, string][] = [
  ['lambda/src/contract/planted.ts', 'hono'],
  ['lambda/src/contract/planted.ts', '../store/keys.ts'],
  ['lambda/src/contract/sketch/planted.ts', 'valibot'],
  ['lambda/src/contract/sketch/planted.ts', '../ids.ts'],
  ['lambda/src/jobs/planted.ts', 'hono'],
  ['lambda/src/jobs/planted.ts', '@aws-sdk/client-s3'],
  ['lambda/src/jobs/planted.ts', '@aws-lambda-powertools/logger'],
  ['lambda/src/jobs/planted.ts', 'sharp'],
  ['lambda/src/jobs/planted.ts', 'node:fs/promises'],
  ['lambda/src/jobs/planted.ts', '../store/file-store.ts'],
  ['lambda/src/jobs/planted.ts', '../queue/sqs-queue.ts'],
  ['lambda/src/gallery/planted.ts', '../http/app.ts'],
  ['lambda/src/enhance/planted.ts', 'hono'],
  ['lambda/src/safety/planted.ts', '../store/s3-store.ts'],
  ['lambda/src/limits/planted.ts', '@aws-sdk/client-s3'],
  ['lambda/src/aws/planted.ts', '../models/registry.ts'],
  ['lambda/src/cdn/planted.ts', '@aws-sdk/client-cloudfront'],
  ['lambda/src/cdn/planted.ts', '../jobs/erase-job.ts'],
  ['lambda/src/cdn/cloudfront-invalidator.ts', '../jobs/erase-job.ts'],
  ['lambda/src/jobs/planted.ts', '../cdn/cloudfront-invalidator.ts'],
  ['lambda/src/images/planted.ts', '@aws-sdk/client-s3'],
  ['lambda/src/images/planted.ts', '../jobs/run-model.ts'],
  ['lambda/src/models/planted.ts', '../store/object-store.ts'],
  ['lambda/src/models/planted.ts', '../jobs/run-model.ts'],
  ['lambda/src/models/planted.ts', '@aws-sdk/client-s3'],
  ['lambda/src/http/planted.ts', '../store/s3-store.ts'],
  ['lambda/src/http/planted.ts', '@aws-sdk/client-sqs'],
  ['lambda/src/http/planted.ts', 'node:fs'],
  ['lambda/src/store/planted.ts', '../jobs/run-model.ts'],
  ['lambda/src/store/planted.ts', '@aws-sdk/client-s3'],
  ['lambda/src/queue/planted.ts', 'hono'],
  ['lambda/src/observability/planted.ts', '../http/app.ts'],
  ['lambda/src/store/s3-store.ts', '../jobs/run-model.ts'],
  ['lambda/src/planted.ts', '@aws-sdk/client-s3'],
  ['pwa/src/planted.ts', '../../lambda/src/services.ts'],
  ['pwa/src/shell/planted.ts', 'node:fs'],
  ['pwa/src/ui/planted.ts', 'idb'],
  ['pwa/src/features/create/planted.ts', '../results/results.tsx'],
  ['pwa/src/features/create/planted.ts', '../../shell/navigation.tsx'],
  ['pwa/src/api/planted.ts', 'react'],
  ['pwa/src/api/planted.ts', 'idb'],
  ['pwa/src/offline/planted.ts', 'react'],
  ['pwa/src/offline/planted.ts', '#ui/button.tsx'],
  ['pwa/src/sw/planted.ts', 'react'],
  ['pwa/src/sw/planted.ts', 'idb'],
  ['pwa/src/sw/planted.ts', '#platform/notices.ts'],
  ['edge/src/planted.ts', '#contract/ids.ts'],
  ['edge/src/planted.ts', 'valibot'],
]

const ALLOWED: readonly [string, string][] = [
  ['lambda/src/contract/planted.ts', 'valibot'],
  ['lambda/src/jobs/planted.ts', '../store/object-store.ts'],
  ['lambda/src/store/s3-store.ts', '@aws-sdk/client-s3'],
  ['lambda/src/cdn/cloudfront-invalidator.ts', '@aws-sdk/client-cloudfront'],
  ['lambda/src/jobs/planted.ts', '../cdn/invalidator.ts'],
  ['lambda/src/images/planted.ts', 'sharp'],
  ['pwa/src/offline/planted.ts', 'idb'],
  ['pwa/src/sw/planted.ts', '#offline/drain-outbox.ts'],
  ['pwa/src/features/create/planted.ts', '#contract/prompt.ts'],
  ['edge/src/planted.ts', './negotiate.ts'],
]

/** Other rules that only a planted violation proves. */
const PLANTED: readonly [string, string, string][] = [
  ['suspicious/noExplicitAny', 'lambda/src/jobs/planted.ts', 'export const planted = (value: any) => value\n'],
  ['style/noNonNullAssertion', 'lambda/src/jobs/planted.ts', "export const planted = ['a'][0]!\n"],
  ['style/noDefaultExport', 'lambda/src/jobs/planted.ts', 'export default 1\n'],
  ['style/noProcessEnv', 'lambda/src/jobs/planted.ts', 'export const planted = process.env.HOME\n'],
  ['performance/noBarrelFile', 'lambda/src/jobs/index.ts', "export * from './run-model.ts'\n"],
  [
    'style/noExcessiveLinesPerFile',
    'lambda/src/jobs/planted.ts',
    'export const planted = [\n'.concat('  1,\n'.repeat(300), ']\n'),
  ],
  [
    'nursery/noFloatingPromises',
    'lambda/src/jobs/planted.ts',
    'async function work(): Promise<number> {\n  return 1\n}\n\nexport function planted() {\n  work()\n}\n',
  ],
]

let copy: string
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'pixel-prompt-rules-'))
  const config = v.parse(v.looseObject({}), JSON.parse(await readFile(join(ROOT, '.biome.json'), 'utf8')))
  // The copy is no git checkout, and lies outside of the schema's folder.
  const { vcs: _vcs, $schema: _schema, ...rules } = config
  await writeFile(join(copy, '.biome.json'), JSON.stringify(rules))
})
afterAll(() => rm(copy, { recursive: true, force: true }))

/** What the linter says of a file with this text at this place. */
async function lint(path: string, text: string, rule: string): Promise<string> {
  const folder = await mkdtemp(join(copy, 'case-'))
  await cp(join(copy, '.biome.json'), join(folder, '.biome.json'))
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
  const options = { cwd: folder, maxBuffer: 1 << 24 }
  const { stdout, stderr } = await run(BIOME, ['lint', `--only=${rule}`, path], options).catch((error: unknown) => {
    return v.parse(v.object({ stdout: v.string(), stderr: v.string() }), error)
  })
  return stdout + stderr
}

const importOf = (name: string) => `import { planted } from '${name}'\n\nexport const used = planted\n`

describe('the import rules', () => {
  it.concurrent.each(FORBIDDEN)('catch in %s an import of %s', async (path, name) => {
    expect(await lint(path, importOf(name), 'style/noRestrictedImports')).toContain('lint/style/noRestrictedImports')
  })

  it.concurrent.each(ALLOWED)('allow in %s an import of %s', async (path, name) => {
    const said = await lint(path, importOf(name), 'style/noRestrictedImports')
    expect(said).toContain('Checked 1 file')
    expect(said).not.toContain('noRestrictedImports')
  })

  it('put every source file into exactly one zone', async () => {
    const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
    const sources = stdout.split('\n').filter((file) => /^(lambda|pwa|edge)\/.*\/?src\/.*\.tsx?$/.test(file))
    const ruled = sources.filter((file) => !/\.(test|conformance|d)\.tsx?$/.test(file))
    expect(ruled.length).toBeGreaterThan(50)
    const zones = await readZones()
    const wrong = ruled.filter((file) => zones.filter((zone) => zone(file)).length !== 1)
    expect(wrong).toEqual([])
  })
})

describe('the other rules', () => {
  it.concurrent.each(PLANTED)('%s bites', async (rule, path, text) => {
    expect(await lint(path, text, rule)).toContain(`lint/${rule}`)
  })
})

const Override = v.object({
  includes: v.array(v.string()),
  linter: v.optional(v.object({ rules: v.object({ style: v.optional(v.record(v.string(), v.unknown())) }) })),
})

/** The zones of .biome.json as functions that tell whether a file is in one. */
async function readZones(): Promise<((file: string) => boolean)[]> {
  const text = await readFile(join(ROOT, '.biome.json'), 'utf8')
  const { overrides } = v.parse(v.object({ overrides: v.array(Override) }), JSON.parse(text))
  return overrides
    .filter((override) => override.linter?.rules.style?.noRestrictedImports !== undefined)
    .map(({ includes }) => {
      const into = includes.filter((glob) => !glob.startsWith('!')).map(toPattern)
      const out = includes.filter((glob) => glob.startsWith('!')).map((glob) => toPattern(glob.slice(1)))
      return (file) => into.some((glob) => glob.test(file)) && !out.some((glob) => glob.test(file))
    })
}

/** `**` stands for any folders, `*` for any part of a name. */
function toPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  const pattern = escaped.replace(/\*\*\/|\*\*|\*/g, (star) => ({ '**/': '(?:.*/)?', '**': '.*' })[star] ?? '[^/]*')
  return new RegExp(`^${pattern}$`)
}
