import type { OutboxChanges } from './change-outbox.ts'
import type { OutboxMirror } from './outbox-mirror.ts'

/**
 * The same changes, with the copy of what is unsent kept beside them. The copy helps where the database is lost; that it
 * cannot be made is reported and no reason to refuse a prompt.
 */
export function mirrorChanges(
  changes: OutboxChanges,
  mirror: OutboxMirror,
  onTrouble: (error: unknown) => void,
): OutboxChanges {
  return {
    ...changes,
    async submit(prompt) {
      const record = await changes.submit(prompt)
      await mirror.put(record).catch(onTrouble)
      return record
    },
    async edit(id, text) {
      // First, as with a cancel: the copy of a text that was taken back would revive it.
      await mirror.remove(id).catch(onTrouble)
      const record = await changes.edit(id, text)
      if (record !== undefined) await mirror.put(record).catch(onTrouble)
      return record
    },
    async putBack(canceled) {
      const record = await changes.putBack(canceled)
      await mirror.put(record).catch(onTrouble)
      return record
    },
    async resend(id) {
      const record = await changes.resend(id)
      if (record !== undefined) await mirror.put(record).catch(onTrouble)
      return record
    },
    async cancel(id) {
      await mirror.remove(id).catch(onTrouble)
      return changes.cancel(id)
    },
  }
}
