import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryLog } from '../../../tests/support/memory-log.ts'
import { createCloudFrontInvalidator } from './cloudfront-invalidator.ts'
import type { Invalidator } from './invalidator.ts'

type Answer = 'taken' | 'full' | 'throttled' | 'broken' | 'reset' | 'refused'

const REFUSALS = {
  full: [400, 'TooManyInvalidationsInProgress'],
  throttled: [400, 'Throttling'],
  broken: [503, 'ServiceUnavailable'],
  refused: [403, 'AccessDenied'],
} as const

interface Order {
  readonly url: string
  readonly reference: string
  readonly paths: readonly string[]
}

let server: Server
let orders: Order[]
let script: Answer[]
let waits: number[]
let invalidator: Invalidator
let memory: ReturnType<typeof createMemoryLog>

/** As much of CloudFront's wire form as a CreateInvalidation needs; answers as the script says, then takes everything. */
beforeEach(async () => {
  orders = []
  script = []
  waits = []
  memory = createMemoryLog()
  server = createServer(async (request, response) => {
    const body = await text(request)
    const pick = (name: string) =>
      [...body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '')
    orders.push({
      url: `${request.method} ${request.url}`,
      reference: pick('CallerReference')[0] ?? '',
      paths: pick('Path'),
    })
    const answer = script.shift() ?? 'taken'
    if (answer === 'reset') return void request.socket.destroy()
    const [status, xml] =
      answer === 'taken'
        ? [201, '<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>']
        : [
            REFUSALS[answer][0],
            `<ErrorResponse><Error><Code>${REFUSALS[answer][1]}</Code><Message>no</Message></Error></ErrorResponse>`,
          ]
    response.writeHead(status, { 'content-type': 'text/xml' }).end(xml)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  invalidator = createInvalidator(async (waitMs) => void waits.push(waitMs))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function createInvalidator(sleep: (waitMs: number) => Promise<void>): Invalidator {
  const { port } = server.address() as AddressInfo // a TCP server's
  return createCloudFrontInvalidator({
    distributionId: 'E1',
    log: memory.log,
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    sleep,
  })
}

const job = (id: string) => ({ reference: `erased ${id}`, paths: [`/images/${id}/*`, '/api/gallery*', `/g/${id}`] })

describe('an invalidator of CloudFront', () => {
  it('sends its paths for its distribution, and logs that they were taken', async () => {
    await invalidator.invalidate(job('a'))
    expect(orders).toEqual([
      {
        url: 'POST /2020-05-31/distribution/E1/invalidation',
        reference: expect.stringMatching(/^[0-9a-f]{64}$/),
        paths: ['/api/gallery*', '/g/a', '/images/a/*'],
      },
    ])
    expect(memory.lines).toMatchObject([{ message: 'cdn-invalidated', fields: { invalidation: 'I1', orders: 1 } }])
  })

  it('sends what comes in one moment as one order, each path once', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => invalidator.invalidate(job(id))))
    expect(orders).toHaveLength(1)
    expect(orders[0]?.paths).toEqual([
      '/api/gallery*',
      '/g/a',
      '/g/b',
      '/g/c',
      '/images/a/*',
      '/images/b/*',
      '/images/c/*',
    ])
  })

  it('takes along with the next order everything that came while one was under way', async () => {
    script = ['full']
    const { promise: waited, resolve: goOn } = Promise.withResolvers<void>()
    const slow = createInvalidator(() => waited)
    const first = slow.invalidate(job('a'))
    await expect.poll(() => orders.length).toBe(1)
    const later = []
    for (const id of ['b', 'c']) {
      later.push(slow.invalidate(job(id)))
      await setTimeout(600) // longer than what is collected
    }
    goOn()
    await Promise.all([first, ...later])
    expect(orders.map(({ paths }) => paths.filter((path) => path.startsWith('/images/')))).toEqual([
      ['/images/a/*'],
      ['/images/a/*'],
      ['/images/b/*', '/images/c/*'],
    ])
  })

  it('never sends more than fifteen wildcards at once', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `job-${index}`)
    await Promise.all(ids.map((id) => invalidator.invalidate(job(id))))
    const wildcards = orders.map(({ paths }) => paths.filter((path) => path.endsWith('*')).length)
    expect(wildcards).toEqual([15, 15, 13])
    const sent = orders.flatMap(({ paths }) => paths)
    expect(ids.filter((id) => !sent.includes(`/images/${id}/*`))).toEqual([])
  })

  it('has one reference for one order however often it is given, and another for another', async () => {
    await invalidator.invalidate(job('a'))
    await invalidator.invalidate(job('a'))
    await invalidator.invalidate({ ...job('a'), reference: 'taken back a' })
    await invalidator.invalidate({ ...job('a'), paths: ['/images/a/*'] })
    const references = orders.map(({ reference }) => reference)
    expect(references[0]).toBe(references[1])
    expect(new Set(references).size).toBe(3)
  })

  it('waits and repeats while there is no room, or the service has trouble, with the same reference', async () => {
    script = ['full', 'throttled', 'broken', 'reset']
    await invalidator.invalidate(job('a'))
    expect(waits).toEqual([2000, 5000, 10_000, 20_000])
    expect(new Set(orders.map(({ reference }) => reference)).size).toBe(1)
    expect(memory.lines.map(({ message }) => message).slice(0, -1)).toEqual(Array(4).fill('cdn-invalidation-repeated'))
  })

  it('gives up in the end, so that the message comes back', async () => {
    script = Array(7).fill('full')
    await expect(invalidator.invalidate(job('a'))).rejects.toThrow('no')
    expect(orders).toHaveLength(7)
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(200_000)
  })

  it('does not repeat what is refused, and goes on with what comes then', async () => {
    script = ['refused']
    await expect(invalidator.invalidate(job('a'))).rejects.toThrow()
    await invalidator.invalidate(job('b'))
    expect(orders.map(({ paths }) => paths.includes('/g/b'))).toEqual([false, true])
    expect(waits).toEqual([])
  })
})
