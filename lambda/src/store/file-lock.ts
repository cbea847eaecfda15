import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rmdir, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFileError } from './file-error.ts'
import { isLeftOver } from './process-name.ts'

const POLL_MS = 3
/** A holder needs a few milliseconds; one that takes this long was stopped, and waiting on would hide it. */
const MAX_WAIT_MS = 10_000

type KeyLock = <T>(key: string, work: () => Promise<T>) => Promise<T>

interface KeyLockFolders {
  readonly locks: string
  /** Of this process alone, on the same file system. */
  readonly temporary: string
  /** See process-name.ts. */
  readonly processName: string
}

/** Runs the work of one key one after the other: within this process in the order of the calls, and across processes. */
export function createKeyLock(folders: KeyLockFolders): KeyLock {
  const lastOfKey = new Map<string, Promise<void>>()

  return async function withKeyLock(key, work) {
    const before = lastOfKey.get(key) ?? Promise.resolve()
    const turn = before.then(() => withLockFolder(folders, key, work))
    const settled = turn.then(
      () => {},
      () => {},
    )
    lastOfKey.set(key, settled)
    try {
      return await turn
    } finally {
      if (lastOfKey.get(key) === settled) lastOfKey.delete(key)
    }
  }
}

/**
 * The lock is a folder that holds a file named after its owner. Renaming a folder over another one succeeds only if that
 * one is empty or missing, so taking is atomic; and what a dead process left is removed by its own name, which can never
 * hit the lock of a live one.
 */
async function withLockFolder<T>(folders: KeyLockFolders, key: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folders.locks, createHash('sha256').update(key).digest('hex'))
  const prepared = join(folders.temporary, randomUUID())
  await mkdir(prepared, { recursive: true })
  await writeFile(join(prepared, folders.processName), '')
  try {
    await take(prepared, lock)
  } catch (error) {
    await release(prepared, folders.processName)
    throw error
  }
  try {
    return await work()
  } finally {
    await release(lock, folders.processName)
  }
}

async function take(prepared: string, lock: string): Promise<void> {
  const giveUpAt = performance.now() + MAX_WAIT_MS
  while (performance.now() < giveUpAt) {
    try {
      await rename(prepared, lock)
      return
    } catch (error) {
      if (isFileError(error, 'ENOENT')) await mkdir(dirname(lock), { recursive: true })
      else if (!isFileError(error, 'ENOTEMPTY', 'EEXIST')) throw error
    }
    await removeLeftOver(lock)
    await sleep(POLL_MS)
  }
  throw new Error('another process holds the lock of this key')
}

async function removeLeftOver(lock: string): Promise<void> {
  try {
    const now = Date.now()
    for (const owner of await readdir(lock)) {
      const { mtimeMs } = await stat(join(lock, owner))
      if (isLeftOver(owner, now - mtimeMs)) await unlink(join(lock, owner))
    }
  } catch (error) {
    // Released in the meantime.
    if (!isFileError(error, 'ENOENT')) throw error
  }
}

async function release(folder: string, processName: string): Promise<void> {
  await unlink(join(folder, processName))
  try {
    await rmdir(folder)
  } catch (error) {
    // The next owner's folder took the place of the empty one.
    if (!isFileError(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error
  }
}
