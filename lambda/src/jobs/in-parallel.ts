/** Does work for each item, at most `width` at once, and answers in the order of the items. The first trouble ends it. */
export async function inParallel<Item, Value>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = []
  let next = 0
  async function lane(): Promise<void> {
    for (let at = next; at < items.length; at = next) {
      next = at + 1
      const item = items[at]
      try {
        if (item !== undefined) values[at] = await work(item)
      } catch (error) {
        next = items.length // nothing more is begun
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane))
  return values
}
