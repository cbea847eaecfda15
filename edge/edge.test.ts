import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SECURITY_HEADERS } from '../infra/security-headers.ts'
import { findForbidden, MAX_BYTES } from './allowed-syntax.ts'
import { buildEdgeFunction, EdgeBuildError } from './build.ts'
import { toPairs, toQuery } from './edge-event.ts'
import { readOutcome } from './read-outcome.ts'
import { hasNjs, runInNjs } from './run-in-njs.ts'
import { MEMORY_LIMIT_BYTES, runInQuickJs } from './run-in-quickjs.ts'
import { createVmHost } from './run-in-vm.ts'
import { eventOf, expand, readVectors, type Vector } from './vectors.ts'

const files = await readVectors()
const vectors = files.flatMap((file) => file.vectors)
const events = vectors.map(eventOf)
const isNjsHere = await hasNjs()

let code: string
let folder: string
beforeAll(async () => {
  code = await buildEdgeFunction()
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-edge-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const wrong: Vector = {
  name: 'a wrong vector',
  request: { method: 'GET', uri: '/gallery', headers: {}, address: '192.0.2.1' },
  result: { uri: '/gallery.html' },
}

/** What a vector expects, and what came, in the same words. */
function judge(vector: Vector, returned: string) {
  const { result } = vector
  const outcome = readOutcome(eventOf(vector), JSON.parse(returned))
  const expected = JSON.parse(expand(JSON.stringify(result)))
  if (outcome.kind === 'request') {
    const { uri, querystring, headers } = outcome.request
    const address = toPairs(headers).find(([name]) => name === 'x-viewer-address')?.[1]
    const query = toQuery(querystring).slice(1)
    return { expected, came: { uri, ...(query !== '' && { query }), ...(address !== undefined && { address }) } }
  }
  const { status, headers, body } = outcome.answer
  const isPage = body.startsWith('<!doctype html>')
  expect(headers).toMatchObject(SECURITY_HEADERS)
  expect(headers['cache-control']).toBe(status === 308 ? 'public, max-age=3600' : 'no-store')
  if (status !== 308) expect(headers['content-type']).toBe(`text/${isPage ? 'html' : 'plain'}; charset=utf-8`)
  expect(headers.allow).toBe(status === 405 ? 'GET, HEAD' : undefined)
  const location = headers.location === undefined ? {} : { location: headers.location }
  return { expected, came: { status, ...location, ...(isPage && { isPage }) } }
}

function expectAll(returned: readonly string[]): void {
  expect(returned).toHaveLength(vectors.length)
  for (const [at, vector] of vectors.entries()) {
    const { expected, came } = judge(vector, returned[at] ?? '')
    expect(came, vector.name).toEqual(expected)
  }
}

/** The bundle of another source. */
async function buildSource(source: string): Promise<string> {
  const file = join(folder, 'planted.ts')
  await writeFile(file, source)
  return buildEdgeFunction(file)
}

describe('the built function', () => {
  it('is small enough, and has nothing that the runtime lacks', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(MAX_BYTES)
    expect(findForbidden(code)).toEqual([])
  })

  it.each(vectors.map((vector) => [vector.name, vector] as const))(
    'answers as written in Node: %s',
    (_name, vector) => {
      const { expected, came } = judge(vector, createVmHost(code)(eventOf(vector)).returned)
      expect(came).toEqual(expected)
    },
  )

  const njs = isNjsHere ? 'njs' : 'njs (skipped: it is not installed, see the Debian package njs)'
  it.skipIf(!isNjsHere)(`answers as written in ${njs}`, async () => {
    expectAll(await runInNjs(code, events))
  })

  it('answers as written in QuickJS, within the memory of the platform', async () => {
    expectAll(await runInQuickJs(code, events))
    // A quarter is enough, so that the platform's engine may need more than this one.
    expectAll(await runInQuickJs(code, events, MEMORY_LIMIT_BYTES / 4))
  })

  it('asks the origin for no more than ten files of a run, whatever is asked for', () => {
    const run = createVmHost(code)
    const widths = ['1', '320', '321', '640', '700', '1024', '4000', '-1', 'x', '1e3', 'original']
    const names = ['320.avif', '640.webp', '1024.jpeg', '2048.avif', '320.png', 'ORIGINAL']
    const accepts = ['', '*/*', 'image/avif', 'image/webp', 'image/webp;q=0', 'image/*,image/avif;q=x']
    const asked = [...widths, ...names].flatMap((last) => accepts.map((accept) => ({ last, accept })))
    const targets = asked.flatMap(({ last, accept }) => {
      const request = { method: 'GET', uri: `/images/{job}/a/${last}`, headers: { accept }, address: '192.0.2.1' }
      const event = eventOf({ name: '', request, result: { status: 404 } })
      const outcome = readOutcome(event, JSON.parse(run(event).returned))
      return outcome.kind === 'request' ? [outcome.request.uri] : []
    })
    expect(new Set(targets).size).toBe(10)
  })
})

describe('the gate of the grammar', () => {
  it.each([
    ['a class', 'export function handler() { class A {} return new A() }'],
    ['a spread', 'export function handler(event) { return [...event.a] }'],
    ['destructuring', 'export function handler({ request }) { return request }'],
    ['a default', 'export function handler(event = 1) { return event }'],
    ['a loop over values', 'export function handler(event) { for (const a of event) return a }'],
    ['a generator', 'export function* handler() { yield 1 }'],
    ['no handler', 'export function other() { return 1 }'],
    ['a second export', 'export function handler() { return 1 }\nexport const other = 2'],
    ['a Map', 'export function handler() { return new Map() }'],
    ['a list made from something', 'export function handler(event) { return Array.from(event) }'],
    ['flat', 'export function handler(event) { return event.flat() }'],
    ['replaceAll', "export function handler(event) { return event.replaceAll('a', 'b') }"],
    ['an address parser', 'export function handler(event) { return new URL(event.uri) }'],
    ['a timer', 'export function handler() { setTimeout(function () {}, 1) }'],
    ['the network', "export function handler() { return fetch('/') }"],
    ['the process', 'export function handler() { return process.env }'],
    ['a call of a computed name', 'export function handler(event) { return event[event.a]() }'],
    ['a flag of patterns', 'export function handler(event) { return /a/u.test(event) }'],
    ['an await in arguments', 'export async function handler(event) { return String(await event) }'],
    ['an async closure', 'export function handler(event) { return async () => event }'],
    ['a console with two arguments', "export function handler() { console.log('a', 'b') }"],
  ])('refuses %s', async (_what, source) => {
    await expect(buildSource(source)).rejects.toThrow(EdgeBuildError)
  })

  it('takes what the runtime documents, and lowers the rest', async () => {
    const source = `export function handler(event) {
      const list = [1, 2].map((a) => a ** 2)
      try { return event?.request ?? { ...event, list } } catch { return list }
    }`
    const built = await buildSource(source)
    expect(built).not.toMatch(/\?\.|\?\?|\.\.\.|catch\{/)
    expect(createVmHost(built)(eventOf(wrong)).returned).toContain('/gallery')
  })

  it('refuses one byte more than the platform takes', () => {
    const frame = 'function handler(){return ""}'
    const filled = (bytes: number) => frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`)
    expect(findForbidden(filled(MAX_BYTES))).toEqual([])
    expect(findForbidden(filled(MAX_BYTES + 1))).toEqual(['10001 bytes are more than 10000.'])
  })
})

describe('the gate of the vectors', () => {
  it('sees a wrong vector in Node', () => {
    const { expected, came } = judge(wrong, createVmHost(code)(eventOf(wrong)).returned)
    expect(came).not.toEqual(expected)
  })

  it.skipIf(!isNjsHere)('sees a wrong vector and a text that does not run in njs', async () => {
    const [returned = ''] = await runInNjs(code, [eventOf(wrong)])
    const { expected, came } = judge(wrong, returned)
    expect(came).not.toEqual(expected)
    await expect(runInNjs('class A {}; function handler() { return new A() }', events)).rejects.toThrow()
  })

  it('sees a function that needs more memory than there is', async () => {
    const greedy = (bytes: number) => `var kept = []
      function handler(event) {
        if (kept.length < ${bytes / 1000}) kept.push('x'.repeat(1000) + kept.length)
        return event
      }`
    const many = Array.from({ length: 3000 }, () => eventOf(wrong))
    expect(await runInQuickJs(greedy(MEMORY_LIMIT_BYTES / 2), many)).toHaveLength(many.length)
    await expect(runInQuickJs(greedy(MEMORY_LIMIT_BYTES), many)).rejects.toThrow('failed in QuickJS')
  })
})
