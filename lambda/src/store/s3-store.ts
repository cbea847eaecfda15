import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { repeatAfterSkew } from '../aws/repeat-after-skew.ts'
import { assertKey, type ObjectInfo, type ObjectStore, type PutOptions } from './object-store.ts'
import { pageLimit } from './page-limit.ts'

/** Without limits a connection that died silently is waited for without end. The API answers within 20 s. */
const CONNECT_TIMEOUT_MS = 2000
const ANSWER_TIMEOUT_MS = 10_000

interface S3ClientOptions {
  readonly region: string
  /** Of an S3-compatible server; leave out for S3 itself. */
  readonly endpoint?: string
  readonly forcePathStyle?: boolean
  /** Left out: the SDK looks where it runs. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

interface S3StoreOptions {
  readonly client: S3Client
  readonly bucket: string
  /** Ceph's radosgw 16 answers 412 to every quoted If-Match: `strip` sends ETags bare. S3 takes both. */
  readonly etagQuotes?: 'keep' | 'strip'
}

/** A client that asks once: repeating is the business of retrying-store.ts. */
export function createS3Client(options: S3ClientOptions): S3Client {
  const { region, endpoint, forcePathStyle, credentials } = options
  const client = new S3Client({
    region,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: ANSWER_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: ANSWER_TIMEOUT_MS,
    },
    // Other servers do not know S3's newer checksums.
    ...(endpoint === undefined
      ? {}
      : { endpoint, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
    ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
    ...(credentials === undefined ? {} : { credentials }),
  })
  client.middlewareStack.add(repeatAfterSkew, { step: 'initialize' })
  return client
}

/** Objects in a bucket. The credentials need s3:ListBucket: without it S3 says 403 for an absent key, which throws here. */
export function createS3Store({ client, bucket, etagQuotes = 'keep' }: S3StoreOptions): ObjectStore {
  const of = (key: string) => {
    assertKey(key)
    return { Bucket: bucket, Key: key }
  }

  function conditionOf(only: PutOptions['only']) {
    if (only === undefined) return {}
    if (only === 'absent') return { IfNoneMatch: '*' }
    return { IfMatch: etagQuotes === 'strip' ? only.etag.replaceAll('"', '') : only.etag }
  }

  return {
    async get(key) {
      const answer = await presentOrUndefined(client.send(new GetObjectCommand(of(key))))
      if (answer === undefined) return undefined
      const body = (await answer.Body?.transformToByteArray()) ?? new Uint8Array()
      return { ...infoOf(answer), size: body.byteLength, body }
    },
    async head(key) {
      const answer = await presentOrUndefined(client.send(new HeadObjectCommand(of(key))))
      return answer === undefined ? undefined : infoOf(answer)
    },
    async put(key, body, options) {
      const { contentType, cacheControl, contentEncoding, metadata, only } = options
      const command = new PutObjectCommand({
        ...of(key),
        Body: body,
        ContentLength: body.byteLength,
        ContentType: contentType,
        ...(cacheControl === undefined ? {} : { CacheControl: cacheControl }),
        ...(contentEncoding === undefined ? {} : { ContentEncoding: contentEncoding }),
        ...(metadata === undefined ? {} : { Metadata: { ...metadata } }),
        ...conditionOf(only),
      })
      try {
        return { status: 'stored', etag: required((await client.send(command)).ETag) }
      } catch (error) {
        if (only !== undefined && isLostCondition(error)) return { status: 'lost' }
        throw error
      }
    },
    async list({ prefix, startAfter, limit }) {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          MaxKeys: pageLimit(limit),
          // XML cannot carry every character that a key can.
          EncodingType: 'url',
          ...(startAfter === undefined ? {} : { StartAfter: startAfter }),
        }),
      )
      const keys = (page.Contents ?? []).map(({ Key }) => decodeListedKey(required(Key)))
      return { keys, more: page.IsTruncated === true }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(of(key)))
    },
  }
}

interface AnswerHeaders {
  readonly ETag?: string | undefined
  readonly ContentLength?: number | undefined
  readonly ContentType?: string | undefined
  readonly CacheControl?: string | undefined
  readonly ContentEncoding?: string | undefined
  readonly Metadata?: Record<string, string> | undefined
}

function infoOf(answer: AnswerHeaders): ObjectInfo {
  return {
    etag: required(answer.ETag),
    size: answer.ContentLength ?? 0,
    contentType: answer.ContentType ?? 'application/octet-stream',
    cacheControl: answer.CacheControl,
    contentEncoding: answer.ContentEncoding,
    metadata: answer.Metadata ?? {},
  }
}

function required(text: string | undefined): string {
  if (text === undefined) throw new Error('the object server left out an ETag or a key')
  return text
}

function decodeListedKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '))
}

async function presentOrUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isAboutKey(error, 404)) return undefined
    throw error
  }
}

/** 412: the condition is false. 404: If-Match without an object. 409: another write or a delete came in between. */
function isLostCondition(error: unknown): boolean {
  return isAboutKey(error, 404, 409, 412)
}

/** A missing bucket is also a 404, and is trouble. */
function isAboutKey(error: unknown, ...statuses: readonly (number | undefined)[]): boolean {
  if (!(error instanceof S3ServiceException) || error.name === 'NoSuchBucket') return false
  return statuses.includes(error.$metadata.httpStatusCode)
}
