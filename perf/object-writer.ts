import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isFileError } from '../lambda/src/store/file-error.ts'
import { pathOfKey } from '../lambda/src/store/file-layout.ts'
import { encodeObject } from '../lambda/src/store/object-file.ts'

/** File systems allow a file some 65,000 names (ext4); a new file begins well before. */
const MAX_NAMES = 50_000
const MAX_REMEMBERED = 10_000

export interface ObjectWriter {
  readonly json: (key: string, record: object) => void
  /** Another name for a file that holds an object already: no bytes, only a name. */
  readonly link: (key: string, path: string) => void
  /** An object that many keys have alike: one file by many names. */
  readonly shared: (key: string, body: string, contentType: string) => void
}

/**
 * Writes objects where the file store will find them, without its guarantees and some thirty times as fast: nobody else
 * works on the folder, and an interrupted run is thrown away.
 */
export function createObjectWriter(folder: string, scratch: string): ObjectWriter {
  const shared = new Map<string, { path: string; names: number }>()
  const made = new Set<string>()
  const folders = new Map<string, string>()
  const names = new Map<string, string>()

  function makeFolder(path: string): void {
    if (made.has(path)) return
    if (path !== folder) makeFolder(dirname(path))
    try {
      mkdirSync(path)
    } catch (error) {
      if (!isFileError(error, 'EEXIST')) throw error
    }
    if (made.size > MAX_REMEMBERED) made.clear()
    made.add(path)
  }

  /** The file of a key: the layout cuts each segment by itself, so that what keys share is worked out once. */
  function pathOf(key: string): string {
    const end = key.lastIndexOf('/') + 1
    const path = join(
      remembered(folders, key.slice(0, end), (prefix) => join(folder, dirname(pathOfKey(`${prefix}x`)))),
      remembered(names, key.slice(end), pathOfKey),
    )
    makeFolder(dirname(path))
    return path
  }

  function link(key: string, path: string): void {
    linkSync(path, pathOf(key))
  }

  function sharedFile(body: string, contentType: string): string {
    const known = shared.get(body + contentType)
    if (known !== undefined && known.names < MAX_NAMES) {
      known.names += 1
      return known.path
    }
    const path = join(scratch, `shared-${randomUUID()}`)
    const bytes = Buffer.from(body)
    writeFileSync(path, Buffer.concat([encodeObject(bytes, { contentType }).header, bytes]))
    shared.set(body + contentType, { path, names: 1 })
    return path
  }

  return {
    json(key, record) {
      const body = Buffer.from(JSON.stringify(record))
      const { header } = encodeObject(body, { contentType: 'application/json' })
      writeFileSync(pathOf(key), Buffer.concat([header, body]))
    },
    link,
    shared: (key, body, contentType) => link(key, sharedFile(body, contentType)),
  }
}

function remembered(values: Map<string, string>, name: string, make: (name: string) => string): string {
  const known = values.get(name)
  if (known !== undefined) return known
  if (values.size > MAX_REMEMBERED) values.clear()
  const value = make(name)
  values.set(name, value)
  return value
}
