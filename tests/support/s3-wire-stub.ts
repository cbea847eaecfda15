import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * What the next request meets:
 * - `internal-error`, `slow-down`, `conflict`, `access-denied`: S3's 500, 503, 409 and 403; nothing is done
 * - `reset`: the connection breaks and nothing is done
 * - `reset-after-work`: the connection breaks after the work is done, so that the caller cannot know
 */
type S3Fault = keyof typeof ERRORS | 'reset' | 'reset-after-work'

const ERRORS = {
  'internal-error': { status: 500, code: 'InternalError' },
  'slow-down': { status: 503, code: 'SlowDown' },
  conflict: { status: 409, code: 'ConditionalRequestConflict' },
  'access-denied': { status: 403, code: 'AccessDenied' },
  'no-such-bucket': { status: 404, code: 'NoSuchBucket' },
  'no-such-key': { status: 404, code: 'NoSuchKey' },
  'precondition-failed': { status: 412, code: 'PreconditionFailed' },
} as const

export interface S3WireStub {
  readonly endpoint: string
  /** Method and path of every request so far. */
  readonly requests: readonly string[]
  /** The next requests meet these faults, in this order. */
  failNext(...faults: readonly S3Fault[]): void
  /** The next write of a key that begins like this is done, and its answer is lost. */
  loseAnswer(keyPrefix: string): void
  close(): Promise<void>
}

interface StubObject {
  readonly body: Buffer
  readonly etag: string
  /** Headers that come back as they were sent. */
  readonly headers: Record<string, string>
}

interface Reply {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: Buffer | string
}

/**
 * A small HTTP server that speaks as much of S3's wire form as s3-store.ts needs, over a Map. It proves our wiring of the
 * SDK (headers, conditions, XML, errors), not what S3 does: that is for a real server, see radosgw.ts.
 * Any bucket exists but `missing-bucket`. Signatures are not checked.
 */
export async function startS3WireStub(): Promise<S3WireStub> {
  const buckets = new Map<string, Map<string, StubObject>>()
  const requests: string[] = []
  const faults: S3Fault[] = []
  const lost: string[] = []

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push(`${request.method} ${request.url}`)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const body = await readBody(request)
    const fault = isLost(request) ? 'reset-after-work' : faults.shift()
    if (fault === 'reset') return void request.socket.destroy()
    const reply =
      fault === undefined || fault === 'reset-after-work' ? work(buckets, request, url, body) : errorReply(fault)
    if (fault === 'reset-after-work') return void request.socket.destroy()
    response.writeHead(reply.status, reply.headers)
    response.end(request.method === 'HEAD' ? undefined : reply.body)
  }

  function isLost({ method, url = '' }: IncomingMessage): boolean {
    const key = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname.split('/').slice(2).join('/'))
    const at = method === 'PUT' ? lost.findIndex((prefix) => key.startsWith(prefix)) : -1
    if (at >= 0) lost.splice(at, 1)
    return at >= 0
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stub has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    failNext: (...next) => void faults.push(...next),
    loseAnswer: (keyPrefix) => void lost.push(keyPrefix),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Come back as they were sent, beside the metadata. */
const KEPT_HEADERS: readonly string[] = ['content-type', 'cache-control', 'content-encoding']

type Buckets = Map<string, Map<string, StubObject>>

function work(buckets: Buckets, request: IncomingMessage, url: URL, body: Buffer): Reply {
  const [, bucket = '', path = ''] = /^\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? []
  if (bucket === 'missing-bucket') return errorReply('no-such-bucket')
  const objects = buckets.get(bucket) ?? new Map<string, StubObject>()
  buckets.set(bucket, objects)
  const key = decodeURIComponent(path)
  if (key === '') return list(objects, url.searchParams)
  if (request.method === 'PUT') return put(objects, key, request.headers, body)
  if (request.method === 'DELETE') {
    objects.delete(key)
    return { status: 204 }
  }
  const found = objects.get(key)
  if (found === undefined) return errorReply('no-such-key')
  const headers = { ...found.headers, etag: found.etag, 'content-length': String(found.body.byteLength) }
  return { status: 200, headers, body: found.body }
}

function put(objects: Map<string, StubObject>, key: string, headers: IncomingMessage['headers'], body: Buffer): Reply {
  if (headers['content-length'] === undefined || headers['content-encoding'] === 'aws-chunked') {
    return { status: 411, body: 'this stub takes bodies of a known length only' }
  }
  const current = objects.get(key)
  if (headers['if-none-match'] === '*' && current !== undefined) return errorReply('precondition-failed')
  const wanted = headers['if-match']
  if (wanted !== undefined && current === undefined) return errorReply('no-such-key')
  if (wanted !== undefined && wanted !== current?.etag) return errorReply('precondition-failed')
  const etag = `"${createHash('md5').update(body).digest('hex')}"`
  const kept = Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-'))
  objects.set(key, { body, etag, headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])) })
  return { status: 200, headers: { etag } }
}

function list(objects: Map<string, StubObject>, query: URLSearchParams): Reply {
  if (query.get('list-type') !== '2' || query.get('encoding-type') !== 'url') {
    return { status: 501, body: 'this stub knows ListObjectsV2 with url encoding only' }
  }
  const startAfter = Buffer.from(query.get('start-after') ?? '')
  const limit = Number(query.get('max-keys'))
  const found = [...objects.keys()]
    .filter((key) => key.startsWith(query.get('prefix') ?? '') && Buffer.from(key).compare(startAfter) > 0)
    .sort((a, b) => Buffer.from(a).compare(Buffer.from(b)))
  const contents = found
    .slice(0, limit)
    .map((key) => `<Contents><Key>${encodeURIComponent(key).replaceAll('%20', '+')}</Key></Contents>`)
  const isTruncated = `<IsTruncated>${found.length > limit}</IsTruncated>`
  return xmlReply(200, `<ListBucketResult>${isTruncated}${contents.join('')}</ListBucketResult>`)
}

function errorReply(fault: keyof typeof ERRORS): Reply {
  const { status, code } = ERRORS[fault]
  return xmlReply(status, `<Error><Code>${code}</Code><Message>${fault}</Message></Error>`)
}

function xmlReply(status: number, body: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}
