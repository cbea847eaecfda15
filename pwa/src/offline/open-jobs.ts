import type { PictureLocks } from './picture-turns.ts'

const PREFIX = 'open-job '

/**
 * Says, for as long as this page lives, that a job is open in it: its pictures stay. A lock and not a record, since a tab
 * that dies takes back no record. Answers how to say that it is closed.
 */
export function holdOpen(locks: PictureLocks | undefined, jobId: string): () => void {
  const closed = Promise.withResolvers<void>()
  // Shared: the same job may be open in several tabs. Without the lock the pictures have just been used, and go last.
  locks?.request(PREFIX + jobId, { mode: 'shared' }, () => closed.promise).catch(() => undefined)
  return closed.resolve
}

/** The jobs that are open in a tab. */
export async function openJobs(locks: PictureLocks | undefined): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks?.query()) ?? {}
  const names = held.map(({ name }) => name ?? '').filter((name) => name.startsWith(PREFIX))
  return new Set(names.map((name) => name.slice(PREFIX.length)))
}
