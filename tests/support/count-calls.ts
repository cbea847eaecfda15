import type { ObjectStore } from '../../lambda/src/store/object-store.ts'

type Operation = keyof ObjectStore

/** A store that counts what is asked of it. `take` answers the counts since the last time. */
export function countCalls(store: ObjectStore): {
  readonly store: ObjectStore
  readonly take: () => Readonly<Record<Operation, number>>
} {
  const none = { get: 0, head: 0, put: 0, list: 0, delete: 0 }
  let counts = { ...none }
  const counted = <Result>(operation: Operation, work: () => Result): Result => {
    counts[operation] += 1
    return work()
  }
  return {
    store: {
      get: (key) => counted('get', () => store.get(key)),
      head: (key) => counted('head', () => store.head(key)),
      put: (key, body, options) => counted('put', () => store.put(key, body, options)),
      list: (options) => counted('list', () => store.list(options)),
      delete: (key) => counted('delete', () => store.delete(key)),
    },
    take() {
      const taken = counts
      counts = { ...none }
      return taken
    },
  }
}
