import * as v from 'valibot'
import { COPY_FORMAT, COPY_TYPE, COPY_VERSION, type CopyHead, type CopyLine } from './copy-lines.ts'
import type { Database } from './database.ts'
import type { PictureRow } from './picture-row.ts'
import { readLedgerPage } from './read-ledger.ts'

interface CopyTools {
  readonly database: Database
  readonly caches: Pick<CacheStorage, 'open'> | undefined
  readonly now: () => number
}

/** Rows of pictures that are read at once. */
const PAGE = 100

/** Everything of this device as one file: drafts, waiting prompts, jobs, marks, deletions, templates, settings and kept pictures. */
export async function writeCopy({ database, caches, now }: CopyTools): Promise<Blob> {
  const head: v.InferOutput<typeof CopyHead> = {
    ...{ format: COPY_FORMAT, version: COPY_VERSION, madeAt: new Date(now()).toISOString() },
  }
  const parts: BlobPart[] = [`${JSON.stringify(head)}\n`]
  const add = (line: CopyLine) => parts.push(`${JSON.stringify(line)}\n`)
  const [settings, keys, prompts, jobs, marks, deletions, forgotten, templates] = await database.run((handle) => {
    const stores = ['settings', 'prompts', 'jobs', 'marks', 'deletions', 'forgotten', 'templates'] as const
    const transaction = handle.transaction(stores, 'readonly')
    return Promise.all([
      transaction.objectStore('settings').getAll(),
      transaction.objectStore('settings').getAllKeys(),
      transaction.objectStore('prompts').getAll(),
      transaction.objectStore('jobs').getAll(),
      transaction.objectStore('marks').getAll(),
      transaction.objectStore('deletions').getAll(),
      transaction.objectStore('forgotten').getAll(),
      transaction.objectStore('templates').getAll(),
    ])
  })
  for (const [index, key] of keys.entries()) add({ kind: 'setting', key, value: settings[index] })
  // In the order in which they wait, not in that of their ids: they will wait so wherever the file is taken in.
  for (const value of prompts.toSorted(bySeq)) add({ kind: 'prompt', value })
  for (const value of jobs) add({ kind: 'job', value })
  for (const value of marks) add({ kind: 'mark', value })
  for (const value of deletions) add({ kind: 'deletion', value })
  for (const value of forgotten) add({ kind: 'forgotten', value })
  for (const value of templates) add({ kind: 'template', value })
  if (caches === undefined) return new Blob(parts, { type: COPY_TYPE })

  let page = await readLedgerPage(database, undefined, PAGE)
  for (; page.last !== undefined; page = await readLedgerPage(database, page.last, PAGE)) {
    for (const row of page.rows) await addPicture(row)
  }
  return new Blob(parts, { type: COPY_TYPE })

  async function addPicture({ url, cache }: PictureRow): Promise<void> {
    const response = await (await caches?.open(cache))?.match(url)
    if (response === undefined) return
    const type = response.headers.get('Content-Type') ?? ''
    const base64 = toBase64(new Uint8Array(await response.arrayBuffer()))
    // A blob of its own leaves the memory for the disk, so that a hundred megabytes are no trouble.
    const line: CopyLine = { kind: 'picture', url, type, base64 }
    parts.push(new Blob([`${JSON.stringify(line)}\n`]))
  }
}

const Placed = v.object({ seq: v.number() })

function bySeq(one: unknown, other: unknown): number {
  const seqOf = (row: unknown) => (v.is(Placed, row) ? row.seq : 0)
  return seqOf(one) - seqOf(other)
}

/** Bytes that one call takes as its arguments. */
const CHUNK = 32_768

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return btoa(text)
}
