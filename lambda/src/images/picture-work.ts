/**
 * Orders the work on pictures within one process. Pieces that a person waits for come first, `lanes` at a time, so that
 * the first of several pictures is done early; the others (AVIF, which costs more than the rest together) run one at a
 * time when nobody waits, or after `patienceMs` all the same.
 */
export interface PictureWork {
  urgent<Value>(piece: () => Promise<Value>): Promise<Value>
  patient<Value>(piece: () => Promise<Value>): Promise<Value>
}

export function createPictureWork(options: { lanes: number; patienceMs?: number }): PictureWork {
  const { lanes, patienceMs = 20_000 } = options
  const queued: (() => void)[] = []
  const idle = new Set<() => void>()
  let running = 0
  let lastPatient: Promise<unknown> = Promise.resolve()

  const enter = () => {
    if (running < lanes) {
      running += 1
      return Promise.resolve()
    }
    return new Promise<void>((resolve) => queued.push(resolve)) // woken with the lane of the one that left
  }
  const leave = () => {
    const next = queued.shift()
    if (next !== undefined) return next()
    running -= 1
    if (running === 0) for (const wake of idle) wake()
  }
  const quiet = () =>
    new Promise<void>((resolve) => {
      if (running === 0) return resolve()
      const done = () => {
        clearTimeout(timer)
        idle.delete(done)
        resolve()
      }
      const timer = setTimeout(done, patienceMs)
      idle.add(done)
    })

  return {
    async urgent(piece) {
      await enter()
      try {
        return await piece()
      } finally {
        leave()
      }
    },
    patient(piece) {
      const turn = lastPatient.then(quiet).then(piece)
      lastPatient = turn.catch(() => undefined) // the caller of `turn` hears of it; the next in line does not care
      return turn
    },
  }
}
