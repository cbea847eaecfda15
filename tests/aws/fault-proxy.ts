import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type FaultPlan, planFaults, type WireDialect, type WireError, type WireFault } from './wire-faults.ts'

/** S3 and SQS refuse what was signed by a time further away than this. */
const MAX_SKEW_MS = 15 * 60_000

export interface FaultProxy {
  readonly url: string
  /** Calls so far, by their names' first words. */
  readonly calls: ReadonlyMap<string, number>
  readonly faults: ReadonlyMap<WireFault, number>
  /** Calls that were refused for the time they were signed by. */
  readonly skewed: () => number
  close(): Promise<void>
}

interface ProxyOptions {
  readonly target: string
  readonly dialect: WireDialect
  readonly plan: FaultPlan
  /** How far ahead the server's clock is; left out: the clocks agree, and the server checks them if it does. */
  readonly aheadMs?: number
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A bad network before an AWS service: passes each call on as it was signed, or lets it meet a planned fault. */
export async function startFaultProxy({ target, dialect, plan, aheadMs = 0 }: ProxyOptions): Promise<FaultProxy> {
  const decide = planFaults(plan)
  const calls = new Map<string, number>()
  const faults = new Map<WireFault, number>()
  let skewed = 0

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming)
    const { method = '', url = '' } = incoming
    const name = dialect.nameOf({ method, url, target: String(incoming.headers['x-amz-target'] ?? '') })
    count(calls, name.split(' ', 1)[0] ?? name)
    if (aheadMs !== 0 && Math.abs(Date.now() + aheadMs - signedAt(incoming)) > MAX_SKEW_MS) {
      skewed += 1
      return fail(dialect.skewed)
    }
    const fault = decide(name)
    if (fault !== undefined) count(faults, fault)
    switch (fault) {
      case undefined:
        return reply(await pass())
      case 'slow-down-before':
        return fail(dialect.slowDown)
      case 'error-before':
        return fail(dialect.internal)
      case 'dropped-before':
        return void outgoing.destroy()
      case 'slow-down-after':
        await pass()
        return fail(dialect.slowDown)
      case 'error-after':
        await pass()
        return fail(dialect.internal)
      case 'dropped-after':
        await pass()
        return void outgoing.destroy()
    }

    function pass(): Promise<Answer> {
      const gone = new AbortController()
      outgoing.once('close', () => gone.abort())
      return ask(target, incoming, { body, signal: gone.signal })
    }
    function fail({ status, type, body: text }: WireError): void {
      reply({ status, headers: { 'content-type': type }, body: Buffer.from(text) })
    }
    function reply({ status, headers, body: bytes }: Answer): void {
      const date = aheadMs === 0 ? {} : { date: new Date(Date.now() + aheadMs).toUTCString() }
      outgoing.writeHead(status, { ...headers, ...date }).end(bytes)
    }
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a server that listens on TCP has one of this kind
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    faults,
    skewed: () => skewed,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** The host stays the proxy's, since the signature covers it. */
async function ask(
  target: string,
  { method, url, rawHeaders }: IncomingMessage,
  { body, signal }: { readonly body: Buffer; readonly signal: AbortSignal },
): Promise<Answer> {
  const outgoing = request(new URL(url ?? '/', target), { method, headers: rawHeaders, signal, path: url })
  outgoing.end(body)
  const [answer] = (await once(outgoing, 'response', { signal })) as [IncomingMessage] // as the event is documented
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) }
}

/** `X-Amz-Date`, such as 20260101T120000Z. */
function signedAt({ headers }: IncomingMessage): number {
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d{4})(\d{2})(\d{2})T(\d{6})Z$/.exec(String(headers['x-amz-date'])) ?? []
  return Date.parse(`${year}-${month}-${day}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`)
}
