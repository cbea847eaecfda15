/** Does work of one name after the other, work of different names side by side. */
export function createQueues(): <Value>(name: string, work: () => Promise<Value>) => Promise<Value> {
  const ends = new Map<string, Promise<unknown>>()
  return async function oneByOne(name, work) {
    const before = ends.get(name) ?? Promise.resolve()
    const own = before.then(work, work) // how the one before ended is its caller's matter
    ends.set(name, own)
    try {
      return await own
    } finally {
      if (ends.get(name) === own) ends.delete(name)
    }
  }
}
