/** So many paths with a wildcard may be under way at once for a distribution. */
const MAX_WILDCARDS = 15

/** Orders in batches that each fit under the limit; a path that several have counts once in their batch. */
export function intoBatches<Order>(orders: readonly Order[], pathsOf: (order: Order) => readonly string[]): Order[][] {
  const batches: Order[][] = []
  let wildcards = new Set<string>()
  for (const order of orders) {
    const own = pathsOf(order).filter((path) => path.endsWith('*'))
    const together = new Set([...wildcards, ...own])
    const batch = batches.at(-1)
    if (batch !== undefined && together.size <= MAX_WILDCARDS) {
      batch.push(order)
      wildcards = together
    } else {
      batches.push([order])
      wildcards = new Set(own)
    }
  }
  return batches
}
