/** A value that screens watch. `get` answers the same object until the value changes. */
export interface Observable<T> {
  readonly get: () => T
  readonly subscribe: (onChange: () => void) => () => void
}

export interface Writable<T> extends Observable<T> {
  readonly set: (value: T) => void
}

export function createObservable<T>(initial: T): Writable<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
