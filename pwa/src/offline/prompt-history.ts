import * as v from 'valibot'
import type { Database } from './database.ts'
import { ForgottenPrompt, forgottenPrompt, idOf } from './forgotten-prompt.ts'
import { groupUses, type PastPrompt, type PromptUse, useOfJob, useOfOutbox } from './past-prompt.ts'

/** Rows that are in memory at once. */
const PAGE = 500

/** What was sent from this device, as jobs and outbox remember it. There is no second list that could differ from them. */
export interface PromptHistory {
  /**
   * Newest first, each text once.
   * @param most rows to look at in each store, from the newest; left out: all
   * @throws where they cannot be read
   */
  readonly read: (most?: number) => Promise<readonly PastPrompt[]>
  /**
   * Takes prompts out until they are sent again. Answers how to take that back.
   * @throws where the device does not keep it
   */
  readonly forget: (prompts: readonly PastPrompt[]) => Promise<() => Promise<void>>
}

export function createPromptHistory(database: Database, now: () => number): PromptHistory {
  return {
    async read(most = Number.POSITIVE_INFINITY) {
      const [sent, waiting, forgotten] = await Promise.all([
        readUses('jobs', most, useOfJob),
        readUses('prompts', most, useOfOutbox),
        database.run((handle) => handle.getAll('forgotten')),
      ])
      return groupUses([...sent, ...waiting], forgotten.flatMap(parse))
    },
    async forget(prompts) {
      const ids = new Set(prompts.map(({ key }) => idOf(key)))
      // All at once: to wait for each of ten thousand takes seconds.
      const before = await change(async (store) => {
        const keys = await store.getAllKeys()
        const rows = await store.getAll()
        const until = now()
        await Promise.all(prompts.map(({ key, lastAt }) => store.put(forgottenPrompt(key, Math.max(lastAt, until)))))
        return new Map(keys.flatMap((id, index) => (ids.has(id) ? [[id, rows[index]] as const] : [])))
      })
      return async function undo() {
        await change((store) =>
          Promise.all([...ids].map((id) => (before.has(id) ? store.put(before.get(id)) : store.delete(id)))),
        )
      }
    },
  }

  async function readUses(
    store: 'jobs' | 'prompts',
    most: number,
    useOf: (row: unknown) => PromptUse | undefined,
  ): Promise<readonly PromptUse[]> {
    // Ids begin with the time: the last are the newest.
    const keys = await database.run((handle) => handle.getAllKeys(store))
    const uses: PromptUse[] = []
    for (let end = keys.length; end > Math.max(keys.length - most, 0); end -= PAGE) {
      const [first, last] = [keys[Math.max(end - PAGE, keys.length - most, 0)], keys[end - 1]]
      if (first === undefined || last === undefined) break
      const rows = await database.run((handle) => handle.getAll(store, IDBKeyRange.bound(first, last)))
      uses.push(...rows.flatMap((row) => useOf(row) ?? []))
    }
    return uses
  }

  function change<T>(work: (store: ForgottenStore) => Promise<T>): Promise<T> {
    return database.run(async (handle) => {
      const transaction = handle.transaction('forgotten', 'readwrite')
      const outcome = await work(transaction.store)
      await transaction.done
      return outcome
    })
  }
}

interface ForgottenStore {
  readonly getAll: () => Promise<unknown[]>
  readonly getAllKeys: () => Promise<string[]>
  readonly put: (row: unknown) => Promise<unknown>
  readonly delete: (id: string) => Promise<void>
}

function parse(row: unknown): readonly ForgottenPrompt[] {
  const parsed = v.safeParse(ForgottenPrompt, row)
  return parsed.success ? [parsed.output] : []
}
