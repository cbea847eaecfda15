import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { HEADERS } from '#contract/routes.ts'
import { type RequestOptions, request } from './request.ts'

const Schema = v.object({ value: v.number() })
const JSON_TYPE = { 'Content-Type': 'application/json', [HEADERS.marker]: '1' }
let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(listener: RequestListener) {
  let calls = 0
  server = createServer((incoming, answer) => {
    calls += 1
    return listener(incoming, answer)
  })
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo // a TCP server's
  const waits: number[] = []
  const address = `http://127.0.0.1:${port}/api/x`
  return {
    waits,
    address,
    calls: () => calls,
    async ask(change: Partial<RequestOptions<typeof Schema>> = {}, timeoutMs = 2000) {
      const sleep = async (ms: number) => {
        waits.push(ms)
      }
      return request(
        { fetch, sleep, timeoutMs },
        { method: 'GET', path: address, schema: Schema, correlationId: 'c-1', ...change },
      )
    },
  }
}

describe('request', () => {
  it('answers the value that the schema accepts, and sends the correlation id', async () => {
    let seen: unknown
    const { ask } = await serve((incoming, answer) => {
      seen = incoming.headers['x-correlation-id']
      answer.writeHead(200, JSON_TYPE).end('{"value":7,"more":true}')
    })
    expect(await ask()).toMatchObject({ ok: true, value: { value: 7 } })
    expect(seen).toBe('c-1')
  })

  it.each([
    ['a page of HTML with 200', { 'Content-Type': 'text/html', [HEADERS.marker]: '1' }, '<h1>Sign in</h1>'],
    ['JSON without our marker', { 'Content-Type': 'application/json' }, '{"value":7}'],
    ['JSON that is cut', JSON_TYPE, '{"value":'],
    ['JSON of another shape', JSON_TYPE, '{"other":1}'],
  ])('takes %s for foreign', async (_name, headers, body) => {
    const { ask } = await serve((_incoming, answer) => answer.writeHead(200, headers).end(body))
    expect(await ask({ repeat: 'never' })).toMatchObject({ ok: false, failure: { kind: 'foreign', status: 200 } })
  })

  it('does not follow a redirect, which is never ours', async () => {
    const { ask } = await serve((incoming, answer) => {
      if (incoming.url === '/api/x') answer.writeHead(302, { Location: '/elsewhere' }).end()
      else answer.writeHead(200, JSON_TYPE).end('{"value":7}')
    })
    expect(await ask({ repeat: 'never' })).toMatchObject({ ok: false, failure: { kind: 'unreachable' } })
  })

  it('takes a 204 of ours for done, and one without our marker for foreign', async () => {
    let headers: Record<string, string> = { [HEADERS.marker]: '1' }
    const { ask, address: path } = await serve((_incoming, answer) => answer.writeHead(204, headers).end())
    const remove = () =>
      request(
        { fetch, sleep: async () => undefined },
        { method: 'DELETE', path, schema: v.unknown(), correlationId: 'c-1' },
      )
    expect(await remove()).toMatchObject({ ok: true, value: undefined })
    // Where something was to be told, nothing is no answer.
    expect(await ask({ repeat: 'never' })).toMatchObject({ failure: { kind: 'foreign' } })
    headers = {}
    expect(await remove()).toMatchObject({ failure: { kind: 'foreign', status: 204 } })
  })

  it('takes a stored file without our marker, but none of another shape', async () => {
    let body = '{"value":7}'
    const { ask } = await serve((_incoming, answer) => {
      answer.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
    })
    expect(await ask({ isFile: true })).toMatchObject({ ok: true, value: { value: 7 } })
    body = '{"other":7}'
    expect(await ask({ isFile: true, repeat: 'never' })).toMatchObject({ failure: { kind: 'foreign' } })
  })

  it('reads an error answer of ours as its code, with the id under which the server logged it', async () => {
    const { ask, calls } = await serve((_incoming, answer) => {
      answer.writeHead(400, JSON_TYPE).end('{"error":"PROMPT_TOO_LONG","message":"x","correlationId":"s-9"}')
    })
    const answer = await ask()
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused', correlationId: 's-9' } })
    expect(!answer.ok && answer.failure.kind === 'refused' && answer.failure.error.code).toBe('PROMPT_TOO_LONG')
    expect(calls()).toBe(1)
  })

  it('takes a 403 page of a firewall for foreign, never for a refusal', async () => {
    const { ask } = await serve((_incoming, answer) => {
      answer.writeHead(403, { 'Content-Type': 'text/html' }).end('<h1>Blocked</h1>')
    })
    expect(await ask({ repeat: 'never' })).toMatchObject({ failure: { kind: 'foreign', status: 403 } })
  })

  it('keeps an error code of a newer server apart from those it knows', async () => {
    const { ask } = await serve((_incoming, answer) => {
      answer.writeHead(410, JSON_TYPE).end('{"error":"FROM_TOMORROW","message":"x","correlationId":"s-9"}')
    })
    expect(await ask()).toMatchObject({ failure: { kind: 'unknown-code', status: 410 } })
  })

  it('repeats a read after 1, 2 and 4 seconds while that may help', async () => {
    const { ask, waits, calls } = await serve((_incoming, answer) => answer.writeHead(502).end('bad gateway'))
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'foreign', status: 502 } })
    expect(waits).toEqual([1000, 2000, 4000])
    expect(calls()).toBe(4)
  })

  it('never repeats a POST', async () => {
    const { ask, waits, calls } = await serve((incoming) => incoming.socket.destroy())
    expect(await ask({ method: 'POST', body: '{}' })).toMatchObject({ failure: { kind: 'unreachable' } })
    expect(waits).toEqual([])
    expect(calls()).toBe(1)
  })

  it('waits at least as long as Retry-After asks, and not at all where that is too long', async () => {
    let seconds = '3'
    const { ask, waits } = await serve((_incoming, answer) => {
      answer
        .writeHead(503, { ...JSON_TYPE, 'Retry-After': seconds })
        .end('{"error":"SERVICE_UNAVAILABLE","message":"x","correlationId":"s-9"}')
    })
    await ask()
    expect(waits).toEqual([3000, 3000, 4000])
    seconds = '600'
    expect(await ask()).toMatchObject({ failure: { kind: 'refused', retryAfterMs: 600_000 } })
    expect(waits).toHaveLength(3)
  })

  it('gives up on a body that does not end in time', async () => {
    const { ask } = await serve((_incoming, answer) => answer.writeHead(200, JSON_TYPE).write('{"value":'))
    expect(await ask({ repeat: 'never' }, 100)).toMatchObject({ failure: { kind: 'timeout' } })
  })

  it('tells a connection that broke off in the body from an answer', async () => {
    const { ask } = await serve((incoming, answer) => {
      answer.writeHead(200, { ...JSON_TYPE, 'Content-Length': '100' }).write('{"value":7}')
      setTimeout(() => incoming.socket.destroy(), 20)
    })
    expect(await ask({ repeat: 'never' })).toMatchObject({ failure: { kind: 'unreachable' } })
  })

  it('ends as aborted when the caller no longer wants the answer', async () => {
    const controller = new AbortController()
    const { ask } = await serve(() => controller.abort())
    expect(await ask({ signal: controller.signal })).toMatchObject({ failure: { kind: 'aborted' } })
  })
})
