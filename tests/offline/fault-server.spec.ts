import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HEADERS } from '#contract/routes.ts'
import { type FaultServer, startFaultServer } from './fault-server.ts'

let server: Server
let network: FaultServer
beforeEach(async () => {
  server = createServer((_, response) => {
    setTimeout(() => response.end('{}'), 100)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a server that listens on TCP
  network = await startFaultServer({ target: `http://127.0.0.1:${port}`, slowMs: 1000 })
})
afterEach(async () => {
  await network.close()
  server.close()
})

const send = (body: string, signal?: AbortSignal) =>
  fetch(`${network.url}/api/generate`, {
    ...{ method: 'POST', body, headers: { [HEADERS.idempotencyKey]: 'a-key' } },
    ...(signal !== undefined && { signal }),
  })

describe('the watch over a bad network', () => {
  it('sees two requests with one key that are open at once', async () => {
    await Promise.all([send('one'), send('one')])
    await expect.poll(() => network.problems).toEqual(['overlap: two requests with a-key at once'])
  })

  it('sees a body that changes under its key', async () => {
    await send('one')
    await send('other')
    expect(network.problems).toEqual(['the body of a-key changed after it was sent'])
  })

  it('sees no overlap with a request whose sender has died, whatever the server is still doing with it', async () => {
    network.decide = () => 'slow'
    const first = send('one', AbortSignal.timeout(50)).catch(() => 'dead')
    await sleep(60)
    network.decide = () => 'none'
    await send('one')
    expect(await first).toBe('dead')
    await sleep(400)
    expect(network.problems).toEqual([])
  })
})
