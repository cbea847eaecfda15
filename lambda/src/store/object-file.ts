import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { isFileError } from './file-error.ts'
import type { ObjectInfo, PutOptions, StoredObject } from './object-store.ts'

/** S3's limit of user metadata, names and values together. */
const MAX_METADATA_BYTES = 2048
/** Holds the longest header: the texts and metadata at their limits, with JSON's quotes and escapes. */
const MAX_HEADER_BYTES = 16_384
const NEWLINE = 0x0a

/** What S3 carries in HTTP headers; a value that would fail there fails here too. */
const HeaderText = v.pipe(
  v.string(),
  v.maxLength(MAX_METADATA_BYTES),
  v.regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/),
)
const MetadataName = v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/))
const Metadata = v.pipe(
  v.record(MetadataName, HeaderText),
  v.check((metadata) => Object.entries(metadata).flat().join('').length <= MAX_METADATA_BYTES),
)

/** The first line of an object's file; the body follows. One rename or link publishes both. */
const Header = v.object({
  etag: v.string(),
  size: v.number(),
  contentType: HeaderText,
  cacheControl: v.optional(HeaderText),
  contentEncoding: v.optional(HeaderText),
  metadata: v.optional(Metadata),
})

interface EncodedObject {
  readonly etag: string
  readonly header: Uint8Array
}

/** The first line for a body. Throws ValiError for options that S3 would not take. */
export function encodeObject(body: Uint8Array, options: PutOptions): EncodedObject {
  // As S3 does for simple puts, quotes included, so that nobody builds on another form.
  const etag = `"${createHash('md5').update(body).digest('hex')}"`
  const { contentType, cacheControl, contentEncoding, metadata } = options
  const header = v.parse(Header, {
    etag,
    size: body.byteLength,
    contentType,
    ...(cacheControl === undefined ? {} : { cacheControl }),
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    ...(metadata === undefined ? {} : { metadata }),
  })
  return { etag, header: Buffer.from(`${JSON.stringify(header)}\n`) }
}

/** Throws for a file that is damaged: that must never read as absent. */
export async function readObject(path: string): Promise<StoredObject | undefined> {
  const bytes = await presentOrUndefined(readFile(path))
  if (bytes === undefined) return undefined
  const { info, bodyStart } = parseHeader(bytes, bytes.byteLength)
  return { ...info, body: new Uint8Array(bytes.buffer, bytes.byteOffset + bodyStart, info.size) }
}

export async function readObjectInfo(path: string): Promise<ObjectInfo | undefined> {
  const file = await presentOrUndefined(open(path))
  if (file === undefined) return undefined
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_HEADER_BYTES), 0, MAX_HEADER_BYTES, 0)
    const { size } = await file.stat()
    return parseHeader(buffer.subarray(0, bytesRead), size).info
  } finally {
    await file.close()
  }
}

function parseHeader(start: Buffer, fileSize: number): { info: ObjectInfo; bodyStart: number } {
  const end = start.indexOf(NEWLINE)
  const header = end === -1 ? undefined : v.parse(Header, JSON.parse(start.toString('utf8', 0, end)))
  if (header === undefined || end + 1 + header.size !== fileSize) throw new Error('a stored object is damaged')
  const { cacheControl, contentEncoding, metadata, ...rest } = header
  return { info: { ...rest, cacheControl, contentEncoding, metadata: metadata ?? {} }, bodyStart: end + 1 }
}

async function presentOrUndefined<T>(opened: Promise<T>): Promise<T | undefined> {
  try {
    return await opened
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined
    throw error
  }
}
