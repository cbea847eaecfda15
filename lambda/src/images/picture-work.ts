/**
 * Orders the work on pictures within one process, `lanes` pieces at a time: a picture that is there is made ready before
 * the next one is drawn, so that the first of several is seen early. Pieces that nobody waits for (AVIF, which costs more
 * than the rest together) run one at a time when nothing else does, or after `patienceMs` all the same.
 */
export interface PictureWork {
  /** Makes a new picture. */
  draw<Value>(piece: () => Promise<Value>): Promise<Value>
  /** Makes a picture that is there ready to be seen. */
  finish<Value>(piece: () => Promise<Value>): Promise<Value>
  /** Improves a picture that can be seen already. */
  improve<Value>(piece: () => Promise<Value>): Promise<Value>
}

export function createPictureWork(options: { lanes: number; patienceMs?: number }): PictureWork {
  const { lanes, patienceMs = 20_000 } = options
  const waiting = { finish: [] as (() => void)[], draw: [] as (() => void)[] }
  const idle = new Set<() => void>()
  let running = 0
  let lastImprovement: Promise<unknown> = Promise.resolve()

  async function inLane<Value>(queue: (() => void)[], piece: () => Promise<Value>): Promise<Value> {
    if (running < lanes) running += 1
    else await new Promise<void>((enter) => queue.push(enter)) // woken with the lane of the one that left
    try {
      return await piece()
    } finally {
      leave()
    }
  }

  function leave(): void {
    const next = waiting.finish.shift() ?? waiting.draw.shift()
    if (next === undefined) running -= 1
    next?.()
    if (running === 0) for (const wake of idle) wake()
  }

  function quiet(): Promise<void> {
    return new Promise((resolve) => {
      if (running === 0) return resolve()
      const done = () => {
        clearTimeout(timer)
        idle.delete(done)
        resolve()
      }
      const timer = setTimeout(done, patienceMs)
      idle.add(done)
    })
  }

  return {
    draw: (piece) => inLane(waiting.draw, piece),
    finish: (piece) => inLane(waiting.finish, piece),
    improve(piece) {
      const turn = lastImprovement.then(quiet).then(piece)
      lastImprovement = turn.catch(() => undefined) // the caller of `turn` hears of it; the next in line does not care
      return turn
    },
  }
}
