import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import * as v from 'valibot'
import type { DayFile } from '#contract/gallery-index.ts'
import { dayFileKey } from '../store/keys.ts'
import type { ObjectStore } from '../store/object-store.ts'

/** Whoever has a day file need never ask for it again: what changes later is told by the index. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

const unpack = promisify(gunzip)
const pack = promisify(gzip)

/** Creates the file of a day, packed. `false`: it was sealed already, by somebody who saw the same keys or later ones. */
export async function createDayFile(store: ObjectStore, file: DayFile): Promise<boolean> {
  const body = new Uint8Array(await pack(JSON.stringify(file)))
  const outcome = await store.put(dayFileKey(file.day), body, {
    contentType: 'application/json',
    contentEncoding: 'gzip',
    cacheControl: IMMUTABLE,
    only: 'absent',
  })
  return outcome.status === 'stored'
}

/** What a list needs of an entry; the rest stands in its keys. */
const ListedWords = v.object({ prompt: v.string(), models: v.array(v.string()) })
export type ListedWords = v.InferOutput<typeof ListedWords>
const Listed = v.object({ entries: v.array(v.object({ id: v.string(), ...ListedWords.entries })) })

/** The words of a day's entries by id; `too-large` beyond the limit, undefined where the day is not sealed. */
export async function readDayWords(
  store: ObjectStore,
  day: string,
  maxBytes: number,
): Promise<ReadonlyMap<string, ListedWords> | 'too-large' | undefined> {
  const object = await store.get(dayFileKey(day))
  if (object === undefined) return undefined
  try {
    const text = await unpack(object.body, { maxOutputLength: maxBytes })
    const { entries } = v.parse(Listed, JSON.parse(text.toString()))
    return new Map(entries.map(({ id, ...words }) => [id, words]))
  } catch (error) {
    if (error instanceof RangeError) return 'too-large'
    throw error
  }
}
