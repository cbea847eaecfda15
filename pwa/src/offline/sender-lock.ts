import type { SenderLock } from './drain-outbox.ts'

const OUTBOX_LOCK = 'outbox-drain'

/** The part of `navigator.locks` that is used here. */
export type Locks = Pick<LockManager, 'request'>

/**
 * One sender over all tabs and the service worker. A tab that the system has put to sleep keeps its lock; once its lease is
 * over the lock is wrested from it, and what it still does is refused by the fence.
 * @param locks undefined where the browser has none: then lease and fence alone keep senders apart
 * @param hasOverdueHolder whether a prompt is held beyond its lease
 */
export function createSenderLock(
  locks: Locks | undefined,
  hasOverdueHolder: () => Promise<boolean>,
  name = OUTBOX_LOCK,
): SenderLock {
  if (locks === undefined) return (work) => work(false)
  return async function lockSender(work) {
    const taken = await take(locks, { name, ifAvailable: true }, () => work(true))
    if (taken !== undefined || !(await hasOverdueHolder())) return taken
    return take(locks, { name, steal: true }, () => work(false))
  }
}

type NamedOptions = LockOptions & { readonly name: string }

async function take<T>(
  locks: Locks,
  { name, ...options }: NamedOptions,
  work: () => Promise<T>,
): Promise<T | undefined> {
  let running: Promise<T> | undefined
  try {
    await locks.request(name, options, async (lock) => {
      if (lock === null) return
      running = work()
      await running
    })
  } catch (error) {
    // The lock was wrested from here. The work goes on all the same, and its own errors are thrown below.
    if (running === undefined) throw error
  }
  return running
}
