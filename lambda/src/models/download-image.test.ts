import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestRuntime, testRequest } from '../../../tests/support/provider-runtime.ts'
import {
  type ScriptedMode,
  type ScriptedProvider,
  startScriptedProvider,
} from '../../../tests/support/scripted-provider.ts'
import { downloadImage, type ImageDownload } from './download-image.ts'
import { type GuardedGet, publicLookup } from './guarded-get.ts'
import { MAX_PICTURE_BYTES } from './max-picture-bytes.ts'
import { type HostAddress, type ProviderRuntime, startCall } from './provider-context.ts'

const redirectTo =
  (location: string): ScriptedMode =>
  ({ response, origin }) =>
    response.writeHead(302, { location: location.replace('ORIGIN', origin) }).end()

const modes: Record<string, ScriptedMode> = {
  status: ({ response, argument }) => response.writeHead(Number(argument)).end('no'),
  /** flaky-{n}: the connection breaks n times, then there is a picture. */
  flaky: ({ response, request, argument, count }) =>
    count <= Number(argument) ? request.socket.destroy() : response.end('picture'),
  'flaky-503': ({ response, count }) => response.writeHead(count === 1 ? 503 : 200).end('picture'),
  short: ({ response }) => {
    response.writeHead(200, { 'content-length': '100' }).write('half')
    setTimeout(() => response.destroy(), 5)
  },
  limit: ({ response }) => response.end(Buffer.alloc(MAX_PICTURE_BYTES)),
  /** Says 7 bytes and sends more. */
  'too-long': ({ response }) => response.writeHead(200, { 'content-length': '7' }).end('picture and more'),
  stalls: ({ response }) => response.writeHead(200).write('half'),
  'to-loopback': redirectTo('https://127.0.0.1/a.png'),
  'to-metadata': redirectTo('http://169.254.169.254/latest/meta-data/'),
  'to-metadata-https': redirectTo('https://169.254.169.254/latest/meta-data/'),
  'to-file': redirectTo('file:///etc/passwd'),
  'to-user': ({ response, origin }) => {
    response.writeHead(302, { location: `${origin.replace('//', '//user:pass@')}/pictures/8x8.png` }).end()
  },
  'to-relative': redirectTo('/pictures/8x8.png'),
  'hop-1': redirectTo('ORIGIN/modes/to-relative'),
  'hop-2': redirectTo('ORIGIN/modes/hop-1'),
}

let server: ScriptedProvider
let other: ScriptedProvider
beforeAll(async () => {
  server = await startScriptedProvider({ modes })
  other = await startScriptedProvider()
})
afterAll(async () => {
  await server.close()
  await other.close()
})

interface DownloadOptions extends Partial<ImageDownload> {
  readonly runtime?: Partial<ProviderRuntime>
  readonly signal?: AbortSignal
}

function download(url: string, { runtime: overrides, signal, ...more }: DownloadOptions = {}) {
  const { runtime, pauses } = createTestRuntime(overrides)
  const call = startCall({ ...runtime, baseUrl: server.baseUrl }, testRequest(signal && { signal }))
  const trustedHeaders = { authorization: 'Bearer planted' }
  return { outcome: downloadImage(call, { url, trustedOrigin: server.origin, trustedHeaders, ...more }), pauses }
}

const arrivedAt = (mode: string) => server.requests.filter((request) => request.mode === mode).length

describe('a download from the origin that the operator set', () => {
  it('may be plain http and private, and carries the key', async () => {
    const outcome = await download(`${server.origin}/pictures/8x8.png`).outcome
    expect(outcome.status).toBe('downloaded')
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer planted')
  })

  it.each(['to-relative', 'hop-1'])('follows up to two redirects (%s)', async (mode) => {
    expect((await download(`${server.origin}/modes/${mode}`).outcome).status).toBe('downloaded')
  })

  it.each([
    ['hop-2', 'too-many-redirects'],
    ['to-loopback', 'download-refused'],
    ['to-metadata', 'download-refused'],
    ['to-metadata-https', 'download-refused'],
    ['to-file', 'download-refused'],
    ['to-user', 'download-refused'],
    ['status-404', 'download-failed'],
    ['status-304', 'download-failed'],
  ])('is not made where a redirect leads astray: %s', async (mode, code) => {
    const { outcome, pauses } = download(`${server.origin}/modes/${mode}`)
    expect(await outcome).toMatchObject({ status: 'failed', kind: 'upstream', retryable: false, code })
    expect(arrivedAt(mode)).toBe(1)
    expect(pauses).toEqual([])
  })

  it.each(['flaky-1', 'flaky-2', 'flaky-503'])(
    'is repeated, since it is free and the picture is paid for (%s)',
    async (mode) => {
      expect((await download(`${server.origin}/modes/${mode}`).outcome).status).toBe('downloaded')
    },
  )

  it.each([
    ['short', 'download-lost'],
    ['flaky-3', 'download-lost'],
    ['status-500', 'download-failed'],
  ])('is given up after two repeats (%s)', async (mode, code) => {
    const { outcome, pauses } = download(`${server.origin}/modes/${mode}`)
    expect(await outcome).toMatchObject({ kind: 'upstream', retryable: false, code })
    expect(pauses).toEqual([1000, 2000])
    expect(arrivedAt(mode)).toBe(3)
  })

  it('reads no more than the length that was promised', async () => {
    const outcome = await download(`${server.origin}/modes/too-long`).outcome
    expect(outcome.status === 'downloaded' && Buffer.from(outcome.bytes).toString()).toBe('picture')
  })

  it('takes a picture of the size limit', async () => {
    const outcome = await download(`${server.origin}/modes/limit`).outcome
    expect(outcome.status === 'downloaded' && outcome.bytes.byteLength).toBe(MAX_PICTURE_BYTES)
  })

  it.each(['endless', 'big'])('ends at the size limit, whatever length is promised (%s)', async (mode) => {
    const outcome = await download(`${server.origin}/modes/${mode}`).outcome
    expect(outcome).toMatchObject({ kind: 'undecodable', code: 'picture-too-large' })
    expect(arrivedAt(mode)).toBe(1)
  })
})

describe('a download from anywhere else', () => {
  it.each([
    ['plain http', 'http://pictures.example/a.png'],
    ['another port of the same machine', () => `${other.origin}/pictures/8x8.png`],
    ['loopback', 'https://127.0.0.1/a.png'],
    ['loopback as a number', 'https://2130706433/a.png'],
    ['loopback in short', 'https://127.1/a.png'],
    ['loopback in hexadecimal', 'https://0x7f.0.0.1/a.png'],
    ['loopback of IPv6', 'https://[::1]/a.png'],
    ['loopback mapped to IPv6', 'https://[::ffff:127.0.0.1]/a.png'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/'],
    ['a private network', 'https://10.0.0.1/a.png'],
    ['user information', 'https://user@pictures.example/a.png'],
    ['a file', 'file:///etc/passwd'],
    ['no address', 'pictures/a.png'],
  ])('is refused for %s', async (_name, url) => {
    const before = other.requests.length
    const outcome = await download(typeof url === 'string' ? url : url()).outcome
    expect(outcome).toMatchObject({ kind: 'upstream', retryable: false, code: 'download-refused' })
    expect(other.requests).toHaveLength(before)
  })

  it('is refused where a name stands for this machine, before anything is connected', async () => {
    let connections = 0
    const listener = createServer((socket) => {
      connections += 1
      socket.destroy()
    }).listen(0, 'localhost')
    await once(listener, 'listening')
    const address = listener.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { outcome } = download(`https://localhost:${port}/a.png`)
    expect(await outcome).toMatchObject({ code: 'download-refused' })
    expect(connections).toBe(0)
    listener.close()
  })

  it.each([
    ['only loopback', [{ address: '127.0.0.1', family: 4 }]],
    [
      'loopback among public ones',
      [
        { address: '93.184.215.14', family: 4 },
        { address: '::1', family: 6 },
      ],
    ],
    ['nothing', []],
  ] as const)('is refused where a name resolves to %s, and the name is looked up once', async (_name, addresses) => {
    let lookups = 0
    const resolveHost = async () => {
      lookups += 1
      return addresses
    }
    const { outcome } = download('https://rebinding.example/a.png', { runtime: { resolveHost } })
    expect(await outcome).toMatchObject({ code: 'download-refused' })
    expect(lookups).toBe(1)
  })

  it('connects to the very addresses that were checked', async () => {
    const answers: HostAddress[][] = [
      [
        { address: '93.184.215.14', family: 4 },
        { address: '2606:4700::1111', family: 6 },
      ],
    ]
    const lookup = publicLookup(async () => answers.shift() ?? [{ address: '127.0.0.1', family: 4 }])
    const ask = (all: boolean) =>
      new Promise((resolve) => lookup('pictures.example', { all }, (error, address) => resolve(error ?? address)))
    expect(await ask(true)).toEqual([
      { address: '93.184.215.14', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
    expect(await ask(true)).toBeInstanceOf(Error)
  })

  it('is repeated where the name cannot be resolved just now', async () => {
    const resolveHost = () => Promise.reject(Object.assign(new Error('busy'), { code: 'EAI_AGAIN' }))
    const { outcome, pauses } = download('https://pictures.example/a.png', { runtime: { resolveHost } })
    expect(await outcome).toMatchObject({ kind: 'upstream', code: 'download-lost' })
    expect(pauses).toEqual([1000, 2000])
  })
})

describe('with a network that is only noted down, a download', () => {
  let asked: GuardedGet[]
  let locations: (string | undefined)[]
  beforeEach(() => {
    asked = []
    locations = []
  })
  const get = async (request: GuardedGet) => {
    asked.push(request)
    const location = locations.shift()
    async function* body() {
      yield Buffer.from('picture')
    }
    return { httpStatus: location === undefined ? 200 : 302, location, body: body(), close: () => undefined }
  }

  it('takes the key to no other host, on a redirect neither', async () => {
    locations = ['https://pictures.example/a.png']
    const outcome = await download(`${server.origin}/redirect`, { get }).outcome
    expect(outcome.status).toBe('downloaded')
    expect(asked.map(({ url, trusted }) => [url.host, trusted])).toEqual([
      [new URL(server.origin).host, true],
      ['pictures.example', false],
    ])
    expect(asked[0]?.headers).toHaveProperty('authorization')
    expect(asked[1]?.headers).toEqual({ accept: 'image/*', 'accept-encoding': 'identity' })
  })

  it.each([
    ['https://bfl.example/a.png', true],
    ['https://delivery-us1.bfl.example/a.png', true],
    ['https://BFL.example/a.png', true],
    ['https://evilbfl.example/a.png', false],
    ['https://bfl.example.evil.example/a.png', false],
    ['https://pictures.example/a.png', false],
  ])('keeps to the hosts of its provider: %s', async (url, isAllowed) => {
    const allowedHosts = ['bfl.example', '*.bfl.example']
    const outcome = await download(url, { get, allowedHosts }).outcome
    expect(outcome.status).toBe(isAllowed ? 'downloaded' : 'failed')
    expect(asked).toHaveLength(isAllowed ? 1 : 0)
  })

  it('checks the hosts of redirects too', async () => {
    locations = ['https://pictures.example/a.png']
    const outcome = await download('https://bfl.example/a.png', { get, allowedHosts: ['bfl.example'] }).outcome
    expect(outcome).toMatchObject({ code: 'download-refused' })
    expect(asked).toHaveLength(1)
  })
})

describe('the end of a download', () => {
  it.each(['hang', 'stalls'])('comes by its own limit (%s)', async (mode) => {
    const outcome = await download(`${server.origin}/modes/${mode}`, { limitMs: 40 }).outcome
    expect(outcome).toMatchObject({ kind: 'timeout', retryable: false, code: 'download-too-slow' })
    expect(arrivedAt(mode)).toBe(1)
  })

  it.each([
    ['while it waits', 'slow-20000'],
    ['while it reads', 'stalls-2'],
  ])('comes within 50 ms of an abort %s', async (_name, mode) => {
    const controller = new AbortController()
    const { outcome } = download(`${server.origin}/modes/${mode}`, { signal: controller.signal })
    await expect.poll(() => arrivedAt(mode), { interval: 2 }).toBe(1)
    await wait(10)
    const startedAt = performance.now()
    controller.abort()
    expect(await outcome).toMatchObject({ kind: 'timeout' })
    expect(performance.now() - startedAt).toBeLessThan(50)
    await wait(20)
    expect(arrivedAt(mode)).toBe(1)
  })

  it('comes in the pause before a repeat too', async () => {
    const controller = new AbortController()
    const sleep: ProviderRuntime['sleep'] = async (_ms, signal) => {
      setTimeout(() => controller.abort(), 5)
      await wait(30_000, undefined, { signal })
    }
    const { outcome } = download(`${server.origin}/modes/status-502`, { signal: controller.signal, runtime: { sleep } })
    expect(await outcome).toMatchObject({ kind: 'timeout' })
    expect(arrivedAt('status-502')).toBe(1)
  })
})
