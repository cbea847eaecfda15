import type { OutboxMirror } from './outbox-mirror.ts'
import type { Timing } from './timing.ts'

/** Nobody waits longer for a copy: what it is the copy of is on the disk already. */
const MOST_WAIT_MS = 2000

/**
 * The same copy, which answers in time or fails: Cache Storage of a full device may be silent for minutes. What was begun
 * goes on; a copy that comes too late stays, and the next start removes it where its prompt is over.
 */
export function boundMirror(mirror: OutboxMirror, after: Timing['after']): OutboxMirror {
  function inTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = after(MOST_WAIT_MS, () => {
        reject(new DOMException('The copy of the outbox did not answer in time.', 'TimeoutError'))
      })
      work.then(resolve, reject).finally(cancel)
    })
  }
  return {
    put: (prompt) => inTime(mirror.put(prompt)),
    remove: (id) => inTime(mirror.remove(id)),
    list: () => inTime(mirror.list()),
    readEpoch: () => inTime(mirror.readEpoch()),
    writeEpoch: (epoch) => inTime(mirror.writeEpoch(epoch)),
  }
}
