import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { link, mkdir, open, readdir, rename, rmdir, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isFileError } from './file-error.ts'
import { pathOfKey } from './file-layout.ts'
import { listKeys, type ReadFolder } from './file-list.ts'
import { createKeyLock } from './file-lock.ts'
import { isVariant } from './keys.ts'
import { encodeObject, readObject, readObjectInfo } from './object-file.ts'
import { assertKey, type ObjectStore } from './object-store.ts'
import { pageLimit } from './page-limit.ts'
import { isLeftOver, nameOfThisProcess } from './process-name.ts'

interface FileStoreOptions {
  readonly folder: string
  /**
   * Which objects an acknowledged put keeps through a loss of power; every object survives the death of the process.
   * Default: all but the variants of pictures, which can be made again from the original.
   */
  readonly durable?: (key: string) => boolean
  /** How list reads a folder; suites count here. */
  readonly readFolder?: ReadFolder
}

/** A folder that another process keeps removing this often in a row is not a race but a fault. */
const MAX_FOLDER_TRIES = 100

/** Objects as files (file-layout.ts), safe with several processes on one folder. There is no index that could lag behind. */
export function createFileStore(options: FileStoreOptions): ObjectStore {
  const { durable = (key) => !isVariant(key), readFolder = readFolderOrNothing } = options
  const folder = resolve(options.folder)
  const processName = nameOfThisProcess()
  const temporaryFolders = join(folder, '.temporary')
  const temporary = join(temporaryFolders, processName)
  const withKeyLock = createKeyLock({ locks: join(folder, '.locks'), temporary, processName })
  removeLeftOvers(temporaryFolders)

  return {
    async get(key) {
      assertKey(key)
      return readObject(join(folder, pathOfKey(key)))
    },
    async head(key) {
      assertKey(key)
      return readObjectInfo(join(folder, pathOfKey(key)))
    },
    async put(key, body, putOptions) {
      assertKey(key)
      const { only } = putOptions
      const path = join(folder, pathOfKey(key))
      const written = join(temporary, randomUUID())
      const { etag, header } = encodeObject(body, putOptions)
      try {
        await writeTemporary(written, [header, body], durable(key))
        const isPublished =
          only === 'absent'
            ? await createFile(written, path)
            : await withKeyLock(key, () => replaceFile(written, path, only?.etag))
        if (!isPublished) return { status: 'lost' }
      } finally {
        await unlinkIfPresent(written)
      }
      if (durable(key)) await syncFolder(dirname(path))
      return { status: 'stored', etag }
    },
    async list({ prefix, startAfter, limit }) {
      return listKeys(folder, readFolder, { prefix, startAfter, limit: pageLimit(limit) })
    },
    async delete(key) {
      assertKey(key)
      const path = join(folder, pathOfKey(key))
      await withKeyLock(key, () => unlinkIfPresent(path))
      await removeEmptyFolders(dirname(path), folder)
    },
  }
}

async function writeTemporary(path: string, parts: readonly Uint8Array[], sync: boolean): Promise<void> {
  const file = await inFolderOf(path, () => open(path, 'wx'))
  try {
    for (const part of parts) await file.writeFile(part)
    if (sync) await file.datasync()
  } finally {
    await file.close()
  }
}

/** Whether the file was put at the path; `false` if there is one already. link(2) decides atomically. */
async function createFile(written: string, path: string): Promise<boolean> {
  try {
    await inFolderOf(path, () => link(written, path))
    return true
  } catch (error) {
    if (isFileError(error, 'EEXIST')) return false
    throw error
  }
}

/** Whether the file took the place of what was there; `false` if that is not the expected object. */
async function replaceFile(written: string, path: string, expectedEtag: string | undefined): Promise<boolean> {
  if (expectedEtag !== undefined && (await readObjectInfo(path))?.etag !== expectedEtag) return false
  await inFolderOf(path, () => rename(written, path))
  return true
}

/** Makes the folder when it is missing, again and again: a delete may remove it, empty, at any moment. */
async function inFolderOf<T>(path: string, operation: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await operation()
    } catch (error) {
      if (!isFileError(error, 'ENOENT') || tries === MAX_FOLDER_TRIES) throw error
    }
    try {
      await mkdir(dirname(path), { recursive: true })
    } catch (error) {
      // A parent went away while its child was being made; Node says of some such moments that it is no folder.
      if (!isFileError(error, 'ENOENT', 'ENOTDIR')) throw error
    }
  }
}

/** A new name is only safe once its folder is; the journals of ext4, XFS and APFS then hold new parent folders too. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path)
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (error) {
    // Somebody deleted the object at once, and its folder with it.
    if (!isFileError(error, 'ENOENT')) throw error
  }
}

async function removeEmptyFolders(path: string, root: string): Promise<void> {
  for (let folder = path; folder !== root; folder = dirname(folder)) {
    try {
      await rmdir(folder)
    } catch (error) {
      // Gone already is as good as removed; anything else inside ends the way up.
      if (isFileError(error, 'ENOTEMPTY', 'EEXIST')) return
      if (!isFileError(error, 'ENOENT')) throw error
    }
  }
}

async function unlinkIfPresent(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) throw error
  }
}

async function readFolderOrNothing(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path)
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return []
    throw error
  }
}

/** What killed processes were writing. Synchronous: it is done before the first put, and only once. */
function removeLeftOvers(temporaryFolders: string): void {
  try {
    for (const name of readdirSync(temporaryFolders)) {
      const path = join(temporaryFolders, name)
      if (isLeftOver(name, Date.now() - statSync(path).mtimeMs)) rmSync(path, { recursive: true, force: true })
    }
  } catch (error) {
    // The first start has nothing to remove; two starts at once may find each other's work done.
    if (!isFileError(error, 'ENOENT')) throw error
  }
}
