/** Work that runs once at a time: all calls during a run are one run more, which begins after it and which they wait for. */
export function onceAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function run(): Promise<void> {
    try {
      await work()
    } finally {
      running = undefined
    }
  }

  async function runAfter(current: Promise<void>): Promise<void> {
    // A run that failed has told its own callers; the next one is another try.
    await current.catch(() => undefined)
    next = undefined
    running = run()
    await running
  }

  return function begin() {
    if (running !== undefined) {
      next ??= runAfter(running)
      return next
    }
    running = run()
    return running
  }
}
