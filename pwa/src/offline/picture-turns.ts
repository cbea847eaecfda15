/** The part of `navigator.locks` that pictures use. */
export type PictureLocks = Pick<LockManager, 'request' | 'query'>

/** Runs one piece of work at a time, over all tabs and the service worker. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

const NAME = 'pictures'
/** Each piece takes milliseconds. A tab that the system has put to sleep keeps its lock; after this it is wrested from it. */
const PATIENCE_MS = 10_000

/** @param locks undefined where the browser has none: then turns are kept within this page */
export function createTurns(locks: PictureLocks | undefined): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return function inTurn(work) {
    // Those of this page stand in their own line: only waiting for others says anything about a sleeper.
    const turn = last.then(() => (locks === undefined ? work() : lockedTurn(locks, work)))
    // Its error is its caller's.
    last = turn.catch(() => undefined)
    return turn
  }
}

async function lockedTurn<T>(locks: PictureLocks, work: () => Promise<T>): Promise<T> {
  let running: Promise<T> | undefined
  const begin = async () => {
    running = work()
    await running
  }
  try {
    await locks.request(NAME, { signal: AbortSignal.timeout(PATIENCE_MS) }, begin)
  } catch {
    // Not given in time. Where the work has begun, the lock was wrested from here or the error is its own, thrown below.
    if (running === undefined) await locks.request(NAME, { steal: true }, begin).catch(() => undefined)
  }
  if (running === undefined) throw new Error('The lock over the pictures was not given.')
  return running
}
