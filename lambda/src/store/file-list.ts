import { join } from 'node:path'
import { folderOfPrefix, type LayoutEntry, parseEntry } from './file-layout.ts'
import type { ListPage } from './object-store.ts'

interface PageRequest {
  readonly prefix: string
  readonly startAfter: string | undefined
  readonly limit: number
}

/** Names in a folder; none for a folder that does not exist. */
export type ReadFolder = (path: string) => Promise<readonly string[]>

interface KeyEntry extends LayoutEntry {
  readonly path: string
  /** The whole key of an object; what all keys of a folder begin with. */
  readonly key: string
  readonly bytes: Buffer
}

/** One page of keys. Opens only folders that can hold one of its keys, and stops at the first key beyond the page. */
export async function listKeys(root: string, readFolder: ReadFolder, request: PageRequest): Promise<ListPage> {
  const keys: string[] = []
  const startAfter = request.startAfter ?? ''
  const startAfterBytes = Buffer.from(startAfter)

  function mayHoldWanted({ key, bytes, isObject }: KeyEntry): boolean {
    const isAfter = bytes.compare(startAfterBytes) > 0
    if (isObject) return isAfter && key.startsWith(request.prefix)
    const holdsPrefix = key.startsWith(request.prefix) || request.prefix.startsWith(key)
    return holdsPrefix && (isAfter || startAfter.startsWith(key))
  }

  async function walk(path: string, text: string): Promise<void> {
    const entries = toEntries(await readFolder(path), path, text).filter(mayHoldWanted)
    for (const entry of entries.sort((a, b) => a.bytes.compare(b.bytes))) {
      if (keys.length > request.limit) return
      if (entry.isObject) keys.push(entry.key)
      else await walk(entry.path, entry.key)
    }
  }

  const start = folderOfPrefix(request.prefix)
  await walk(join(root, start.path), start.text)
  return { keys: keys.slice(0, request.limit), more: keys.length > request.limit }
}

function toEntries(names: readonly string[], path: string, text: string): KeyEntry[] {
  return names.flatMap((name) => {
    const entry = parseEntry(name)
    if (entry === undefined) return []
    const key = text + entry.text
    return [{ ...entry, path: join(path, name), key, bytes: Buffer.from(key) }]
  })
}
