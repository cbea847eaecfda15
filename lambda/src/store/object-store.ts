/** An object as it was stored. */
export interface StoredObject extends ObjectInfo {
  readonly body: Uint8Array
}

export interface ObjectInfo {
  /** Opaque; only ever handed back as `ifMatch`. */
  readonly etag: string
  /** Bytes of the body. */
  readonly size: number
  readonly contentType: string
  readonly cacheControl: string | undefined
  /** How the body is packed, such as `gzip`; the store itself never packs or unpacks. */
  readonly contentEncoding: string | undefined
  readonly metadata: Readonly<Record<string, string>>
}

export interface PutOptions {
  readonly contentType: string
  readonly cacheControl?: string
  readonly contentEncoding?: string
  /** Names in lower case, values in ASCII; 2 KB in all. */
  readonly metadata?: Readonly<Record<string, string>>
  /** `absent`: only if the key does not exist. `{ etag }`: only if the object is still the one that was read. */
  readonly only?: 'absent' | { readonly etag: string }
}

/** `lost`: the condition did not hold, somebody else was first. That is an answer, not an error. */
export type PutOutcome = { readonly status: 'stored'; readonly etag: string } | { readonly status: 'lost' }

export interface ListOptions {
  readonly prefix: string
  /** Keys up to and including this one are left out; it need not exist. */
  readonly startAfter?: string
  /** 1 to 1,000 (the default). */
  readonly limit?: number
}

/** Keys in the order of their UTF-8 bytes. `more`: the listing goes on after the last key. */
export interface ListPage {
  readonly keys: readonly string[]
  readonly more: boolean
}

/**
 * Objects by key: the only database of the project. Absent is a value, trouble throws.
 * Reads and lists see every write that was acknowledged before them. Every adapter passes `object-store.conformance.ts`.
 * Keys are non-empty, at most 1,024 bytes of UTF-8, with no empty segment, no NUL and no `.` or `..` as a segment;
 * anything else throws InvalidKeyError.
 */
export interface ObjectStore {
  get(key: string): Promise<StoredObject | undefined>
  head(key: string): Promise<ObjectInfo | undefined>
  put(key: string, body: Uint8Array, options: PutOptions): Promise<PutOutcome>
  /** The cost of a page does not grow with the number of keys in the store. */
  list(options: ListOptions): Promise<ListPage>
  /** Deleting a key that does not exist is no error. */
  delete(key: string): Promise<void>
}

/** A key that no store takes. Keys are made by keys.ts, so this is a defect of ours, never a user's. */
export class InvalidKeyError extends Error {
  override readonly name = 'InvalidKeyError'
}

const MAX_KEY_BYTES = 1024

/** Throws InvalidKeyError unless every store takes the key. */
export function assertKey(key: string): void {
  const segments = key.split('/')
  const odd = segments.some((segment) => segment === '' || segment === '.' || segment === '..')
  if (odd || key.includes('\0') || !key.isWellFormed() || Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new InvalidKeyError('this key is not accepted by the store')
  }
}
