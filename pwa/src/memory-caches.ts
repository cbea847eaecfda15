/** Cache Storage for tests: what the app uses of it, kept in memory. */
export function createMemoryCaches(): Pick<CacheStorage, 'open' | 'has' | 'delete'> {
  const caches = new Map<string, Cache>()
  return {
    async open(name) {
      const cache = caches.get(name) ?? createMemoryCache()
      caches.set(name, cache)
      return cache
    },
    has: async (name) => caches.has(name),
    delete: async (name) => caches.delete(name),
  }
}

function createMemoryCache(): Cache {
  const entries = new Map<string, Response>()
  const keyOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request))
  const cache = {
    put: async (request: RequestInfo | URL, response: Response) => void entries.set(keyOf(request), response),
    match: async (request: RequestInfo | URL) => entries.get(keyOf(request))?.clone(),
    delete: async (request: RequestInfo | URL) => entries.delete(keyOf(request)),
    keys: async () => [...entries.keys()].map((url) => ({ url, toString: () => url })),
  }
  // Only these four are called; the rest of the interface would be dead weight here.
  return cache as unknown as Cache
}
