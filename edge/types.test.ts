import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-edge-types-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Lines of a planted source that the compiler refuses with the options of edge/src. */
async function refusedLines(lines: readonly string[]): Promise<number[]> {
  await writeFile(join(folder, 'planted.ts'), lines.join('\n'))
  const config = {
    extends: join(ROOT, 'edge/src/tsconfig.json'),
    compilerOptions: {
      ...{ rootDir: '/', typeRoots: [join(ROOT, 'node_modules/@types')] },
      ...{ noEmit: true, emitDeclarationOnly: false, composite: false, declaration: false },
    },
    include: [join(folder, 'planted.ts'), join(ROOT, 'edge/src/cloudfront-runtime.d.ts')],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const said = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
  return [...new Set([...said.matchAll(/planted\.ts\((\d+),/g)].map((match) => Number(match[1])))]
}

it('the compiler refuses what the runtime does not document, line by line', async () => {
  const lines = [
    'export const a = new Map()',
    "export const b = 'a'.replaceAll('a', 'b')",
    'export const c = Array.from([1])',
    'export const d = [[1]].flat()',
    'export const e = [1].at(0)',
    "export const f = new URL('/')",
    'export const g = Object.fromEntries([])',
    'setTimeout(() => undefined, 1)',
    "fetch('/')",
    "console.log('a', 'b')",
    "console.error('a')",
    'export const h = process.env',
    'export const i = new Set()',
  ]
  expect(await refusedLines(lines)).toEqual(lines.map((_line, at) => at + 1))
})

it('the compiler takes what it does', async () => {
  const lines = [
    "export const a = 'a'.startsWith('a') && 'b'.includes('b')",
    'export const b = [1].find((one) => one > 0)',
    'export const c = Object.assign({}, { a: 1 })',
    "console.log('a')",
    'export const d = (event: AWSCloudFrontFunction.Event) => event.request.uri',
  ]
  expect(await refusedLines(lines)).toEqual([])
})
