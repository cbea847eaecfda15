import * as v from 'valibot'
import type { Database } from './database.ts'

/** Small values by key. Works without a database too, then for as long as the page lives. */
export interface SettingsStore {
  /** The stored value, or undefined where there is none or it no longer has the expected shape. */
  readonly read: <Schema extends v.GenericSchema>(
    key: string,
    schema: Schema,
  ) => Promise<v.InferOutput<Schema> | undefined>
  /** Resolves when the value is on the disk. Answers false where it is kept in memory only. */
  readonly write: (key: string, value: unknown) => Promise<boolean>
}

export function createSettingsStore(database: Database, onTrouble?: (error: unknown) => void): SettingsStore {
  const memory = new Map<string, unknown>()
  return {
    async read(key, schema) {
      const value = memory.has(key) ? memory.get(key) : await readStored(key)
      const parsed = v.safeParse(schema, value)
      return parsed.success ? parsed.output : undefined
    },
    async write(key, value) {
      memory.set(key, value)
      try {
        await database.run(async (handle) => {
          const transaction = handle.transaction('settings', 'readwrite', { durability: 'strict' })
          await Promise.all([transaction.store.put(value, key), transaction.done])
        })
        return true
      } catch (error) {
        // Private windows and full disks refuse; the app goes on with what it has in memory.
        onTrouble?.(error)
        return false
      }
    },
  }

  async function readStored(key: string): Promise<unknown> {
    try {
      return await database.run((handle) => handle.get('settings', key))
    } catch (error) {
      onTrouble?.(error)
      return undefined
    }
  }
}
