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
    // Who calls at the very end of a run must not begin beside the one that waits for it.
    if (next !== undefined) return next
    if (running === undefined) {
      running = run()
      return running
    }
    next = runAfter(running)
    return next
  }
}
