/**
 * A part of the app that is loaded when it is first called: what is known at once answers at once, every function loads
 * the part first. A load that fails is tried once more, and again with the next call.
 * @param known what can be read before the part is there, such as its observables
 */
export function createLatePart<T extends object>(known: Partial<T>, load: () => Promise<T>): T {
  // Its type says which names it has; a call by one of them is handed on.
  return new Proxy(known as T, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name)
      return async (...given: unknown[]) => {
        const part: object = await load()
        return Reflect.apply(Reflect.get(part, name), undefined, given)
      }
    },
  })
}

/** One load for all who ask. A lost packet is no lost part: it is tried once more, and anew by whoever asks after that. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  return function loaded() {
    loading ??= load()
      .catch(load)
      .catch((error: unknown) => {
        loading = undefined
        throw error
      })
    return loading
  }
}
