/** Cache Storage for tests: what the outbox's copy uses of it, kept in memory. */
export function createMemoryCaches(): Pick<CacheStorage, 'open' | 'has'> {
  const entries = new Map<string, Response>()
  const keyOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request))
  const cache = {
    put: async (request: RequestInfo | URL, response: Response) => void entries.set(keyOf(request), response),
    match: async (request: RequestInfo | URL) => entries.get(keyOf(request))?.clone(),
    delete: async (request: RequestInfo | URL) => entries.delete(keyOf(request)),
    keys: async () => [...entries.keys()].map((url) => ({ url, toString: () => url })),
  }
  // Only these four are called; the rest of the interface would be dead weight here.
  return { open: async () => cache as unknown as Cache, has: async () => entries.size > 0 }
}
