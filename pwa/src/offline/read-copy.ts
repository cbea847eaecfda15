import * as v from 'valibot'
import { COPY_VERSION, CopyHead, CopyLine } from './copy-lines.ts'
import type { Database } from './database.ts'
import { JobRecord } from './job-record.ts'
import type { OutboxStore } from './outbox-store.ts'
import { OWNER_KEY } from './owner-key.ts'
import { parsePictureAddress } from './picture-address.ts'
import { readPicture } from './picture-check.ts'
import { createPictureStore, type PictureStore } from './picture-store.ts'
import type { PictureLocks } from './picture-turns.ts'
import { PromptRecord } from './prompt-record.ts'
import { takeGalleryRow } from './take-gallery-row.ts'
import { takeIdeaRow } from './take-idea-row.ts'

/** Why a file cannot be taken in. */
export class CopyError extends Error {
  override readonly name = 'CopyError'
  readonly reason: 'no-copy' | 'newer'

  constructor(reason: 'no-copy' | 'newer') {
    super(`The file is ${reason === 'newer' ? 'of a newer version' : 'no copy of this app'}.`)
    this.reason = reason
  }
}

/** What was new on this device. */
export interface TakenIn {
  readonly prompts: number
  readonly jobs: number
  readonly pictures: number
  /** Lines that could not be read: damaged, or of a newer version. */
  readonly unreadable: number
}

interface CopyTools {
  readonly database: Database
  readonly store: OutboxStore
  readonly caches: Pick<CacheStorage, 'open' | 'has' | 'delete'> | undefined
  readonly locks: PictureLocks | undefined
  readonly now: () => number
}

/**
 * Takes a copy in beside what is here: nothing that this device has is changed. A prompt that waits on both devices
 * keeps its id, so that it becomes one job whoever sends it first.
 * @throws CopyError where the file is none
 */
export async function readCopy(file: Blob, tools: CopyTools): Promise<TakenIn> {
  const found = { prompts: 0, jobs: 0, pictures: 0, unreadable: 0 }
  const isUnused = await isDeviceUnused(tools.database)
  const { caches } = tools
  const pictures = caches && createPictureStore({ ...tools, caches })
  let isHead = true
  for await (const text of linesOf(file)) {
    const value = parseJson(text)
    if (isHead) {
      const head = v.safeParse(CopyHead, value)
      if (!head.success) throw new CopyError('no-copy')
      if (head.output.version > COPY_VERSION) throw new CopyError('newer')
      isHead = false
      continue
    }
    const line = v.safeParse(CopyLine, value)
    const outcome = line.success ? await takeLine(line.output, { ...tools, isUnused, pictures }) : 'unreadable'
    if (outcome !== 'known') found[outcome] += 1
  }
  if (isHead) throw new CopyError('no-copy')
  return found
}

type TakeTools = CopyTools & { readonly isUnused: boolean; readonly pictures: PictureStore | undefined }
type Outcome = keyof TakenIn | 'known'

async function takeLine(line: CopyLine, tools: TakeTools): Promise<Outcome> {
  switch (line.kind) {
    case 'setting':
      return takeSetting(line, tools)
    case 'prompt':
      return takePrompt(line.value, tools)
    case 'job':
      return takeJob(line.value, tools)
    case 'mark':
    case 'deletion':
      return (await takeGalleryRow(line, tools.database)) ? 'known' : 'unreadable'
    case 'forgotten':
    case 'template':
      return (await takeIdeaRow(line, tools.database)) ? 'known' : 'unreadable'
    case 'picture':
      return takePicture(line, tools)
    default:
      return line satisfies never
  }
}

/** Only what this device has never set. A device that has sent nothing yet becomes the one that the copy is of, with its key. */
async function takeSetting(
  { key, value }: Extract<CopyLine, { kind: 'setting' }>,
  { database, isUnused }: TakeTools,
): Promise<Outcome> {
  await database.run(async (handle) => {
    const transaction = handle.transaction('settings', 'readwrite')
    const isOpen = (await transaction.store.getKey(key)) === undefined || (isUnused && key === OWNER_KEY)
    if (isOpen) await transaction.store.put(value, key)
    await transaction.done
  })
  return 'known'
}

async function takePrompt(value: unknown, { store }: CopyTools): Promise<Outcome> {
  const parsed = v.safeParse(PromptRecord, value)
  if (!parsed.success) return 'unreadable'
  const record = parsed.output
  return store.change(async (transaction) => {
    if (await transaction.has(record.id)) return 'known'
    const queue = await transaction.queue()
    const seq = queue.lastSeq + 1
    await transaction.putQueue({ ...queue, lastSeq: seq })
    // Whoever sent it there is not here: it waits as any other.
    const state = record.state === 'sending' ? 'queued' : record.state
    await transaction.add({ ...record, state, seq, leaseUntil: 0 })
    return 'prompts'
  })
}

async function takeJob(value: unknown, { database }: CopyTools): Promise<Outcome> {
  const parsed = v.safeParse(JobRecord, value)
  if (!parsed.success) return 'unreadable'
  return database.run(async (handle) => {
    const transaction = handle.transaction('jobs', 'readwrite')
    const isKnown = (await transaction.store.getKey(parsed.output.jobId)) !== undefined
    if (!isKnown) await transaction.store.put(parsed.output)
    await transaction.done
    return isKnown ? 'known' : 'jobs'
  })
}

async function takePicture(
  { url, type, base64 }: Extract<CopyLine, { kind: 'picture' }>,
  { pictures }: TakeTools,
): Promise<Outcome> {
  if (pictures === undefined) return 'known'
  const address = parsePictureAddress(url)
  const bytes = fromBase64(base64)
  if (address === undefined || bytes === undefined) return 'unreadable'
  if ((await pictures.ledger.get(address.url))?.status === 'ready') return 'known'
  const picture = await readPicture(new Response(bytes, { headers: { 'Content-Type': type } }))
  if (picture === undefined) return 'unreadable'
  // A device without room takes the rest all the same.
  return (await pictures.keep(address, picture)) === 'kept' ? 'pictures' : 'known'
}

async function isDeviceUnused(database: Database): Promise<boolean> {
  const counts = await database.run((handle) => Promise.all([handle.count('prompts'), handle.count('jobs')]))
  return counts.every((count) => count === 0)
}

async function* linesOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = file.stream().getReader()
  let rest = ''
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const lines = (rest + decoder.decode(chunk.value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter((line) => line !== '')
  }
  if (rest !== '') yield rest
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}
