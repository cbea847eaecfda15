import { rm } from 'node:fs/promises'

/** Removes a folder in which what was just stopped may be writing its last file: one that is not empty is tried again. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
