import { createObservable, type Observable } from '#offline/observable.ts'

/** A word at the edge of the screen that can be answered and never must be. */
export interface Notice {
  /** A notice with the same key takes its place. */
  readonly key: string
  readonly text: string
  readonly actions: readonly NoticeAction[]
  /** It goes by itself after so many milliseconds in which nobody is at it; left out: it stays. */
  readonly lastsMs?: number
  /** Called again and again while somebody is at it, and once more when they leave. */
  readonly onHeld?: () => void
}

export interface NoticeAction {
  readonly label: string
  /** The notice goes with the press. */
  readonly onPress: () => unknown
}

export interface Notices {
  /** The one that is shown: the latest. */
  readonly current: Observable<Notice | undefined>
  readonly show: (notice: Notice) => void
  readonly dismiss: (key: string) => void
}

export function createNotices(): Notices {
  let all: readonly Notice[] = []
  const current = createObservable<Notice | undefined>(undefined)

  function keep(next: readonly Notice[]): void {
    all = next
    current.set(all.at(-1))
  }

  return {
    current,
    show: (notice) => keep([...all.filter(({ key }) => key !== notice.key), notice]),
    dismiss: (key) => keep(all.filter((each) => each.key !== key)),
  }
}
