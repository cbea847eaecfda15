import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildEdgeFunction } from '../edge/build.ts'
import { buildFunctions } from './build-functions.ts'
import { fillTemplate } from './build-template.ts'

/** As much of a template as the build looks at. */
const TEMPLATE = `
Resources:
  Api: { Properties: { CodeUri: dist/lambda/api, Handler: main-api.handler } }
  Worker:
    Properties:
      CodeUri: dist/lambda/worker
      Handler: main-worker.handler
  Layer:
    Properties:
      ContentUri: dist/layers/sharp
  Edge:
    Properties:
      FunctionCode: '{{edge/dist/viewer-request.js}}'
`

let dist: string
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'pixel-prompt-dist-'))
  await writeFile(join(dist, 'source.yaml'), TEMPLATE)
  await buildFunctions(dist, join(dist, 'source.yaml'))
}, 60_000)
afterAll(() => rm(dist, { recursive: true, force: true }))

describe('the build of the functions', () => {
  it('leaves both functions under the names of their handlers, with their source maps', async () => {
    expect(await readdir(join(dist, 'lambda/api'))).toEqual(['main-api.mjs', 'main-api.mjs.map', 'parts'])
    expect(await readdir(join(dist, 'lambda/worker'))).toEqual(['main-worker.mjs', 'main-worker.mjs.map', 'parts'])
  })

  it('keeps what is rarely needed out of what a start reads', async () => {
    const start = await readFile(join(dist, 'lambda/worker/main-worker.mjs'), 'utf8')
    expect(start).not.toContain('CreateDistribution')
    expect(start).not.toContain('"sharp"')
    expect(await readFile(join(dist, 'lambda/api/main-api.mjs'), 'utf8')).not.toContain('scunthorpe')
  })

  it('asks for sharp by `require`, which finds layers everywhere', async () => {
    const parts = await readdir(join(dist, 'lambda/worker/parts'))
    const code = await Promise.all(
      parts
        .filter((name) => name.endsWith('.mjs'))
        .map((name) => readFile(join(dist, 'lambda/worker/parts', name), 'utf8')),
    )
    expect(code.some((text) => /\w\("sharp"\)/.test(text))).toBe(true)
    expect(code.some((text) => /(?:from|import) ?\(?"sharp"/.test(text))).toBe(false)
  })

  it('writes a template that stands beside the folders it names and holds the edge function', async () => {
    const template = parse(await readFile(join(dist, 'template.yaml'), 'utf8'))
    const { Api, Worker, Layer, Edge } = template.Resources
    expect(Api.Properties.CodeUri).toBe('lambda/api')
    expect(Worker.Properties.CodeUri).toBe('lambda/worker')
    expect(Layer.Properties.ContentUri).toBe('layers/sharp')
    expect(Edge.Properties.FunctionCode).toBe(await buildEdgeFunction())
  })
})

describe('a template', () => {
  it.each([
    ['without a place for the edge function', TEMPLATE.replace('{{', '{'), /0 places/],
    [
      'with two places for it',
      TEMPLATE.replace('Resources:', "X: '{{edge/dist/viewer-request.js}}'\nResources:"),
      /2 places/,
    ],
    ['without the worker', TEMPLATE.replace('dist/lambda/worker', 'dist/lambda/other'), /dist\/lambda\/worker 0 times/],
    ['with the layer twice', `${TEMPLATE}\n      ContentUri: dist/layers/sharp\n`, /dist\/layers\/sharp 2 times/],
  ])('%s is refused', (_what, template, message) => {
    expect(() => fillTemplate(template, 'code')).toThrow(message)
  })
})
