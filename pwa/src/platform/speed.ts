import type { Api } from '#api/api.ts'
import type { Vital, Vitals } from '#contract/client-log.ts'
import type { Writable } from '#offline/observable.ts'
import { arrivalOf, type PictureArrival, type PictureSource, type TimedRequest } from '#offline/picture-arrival.ts'

/** Of so many visits one tells how fast it was: enough for a median, and far below what an address may report. */
const SAMPLE = 1 / 5
const MOST_LISTED = 50

/** How fast this visit is, and where its pictures came from. */
export interface SpeedState {
  readonly vitals: readonly Vital[]
  /** The latest pictures, newest first. */
  readonly pictures: readonly PictureArrival[]
  readonly totals: Partial<Record<PictureSource, { readonly pictures: number; readonly bytes: number }>>
}

export interface Speed {
  /** The latest value of a vital; values change until the page is left. */
  readonly noteVital: (vital: Vital) => void
  readonly noteRequests: (requests: readonly TimedRequest[]) => void
  /** Sends what is known, once a visit, where this visit was drawn and may send. Without a network nothing is kept for later. */
  readonly send: () => void
}

interface SpeedTools {
  readonly state: Writable<SpeedState>
  readonly api: Pick<Api, 'log'>
  readonly mintId: () => string
  readonly random: () => number
  readonly screen: Vitals['screen']
  readonly maySend: () => boolean
  readonly isOnline: () => boolean
}

export function createSpeed({ state, api, mintId, random, screen, maySend, isOnline }: SpeedTools): Speed {
  const isDrawn = random() < SAMPLE
  let isSent = false
  return {
    noteVital(vital) {
      const others = state.get().vitals.filter(({ name }) => name !== vital.name)
      state.set({ ...state.get(), vitals: [...others, vital] })
    },
    noteRequests(requests) {
      const arrived = requests.flatMap((request) => arrivalOf(request) ?? [])
      if (arrived.length > 0) state.set(withPictures(state.get(), arrived))
    },
    send() {
      const measured = [...state.get().vitals]
      if (isSent || !isDrawn || measured.length === 0 || !isOnline() || !maySend()) return
      isSent = true
      // What does not arrive is not missed.
      void api.log({ level: 'INFO', message: 'vitals', vitals: { screen, measured } }, { correlationId: mintId() })
    },
  }
}

function withPictures(state: SpeedState, arrived: readonly PictureArrival[]): SpeedState {
  const totals = { ...state.totals }
  for (const { source, bytes } of arrived) {
    const before = totals[source] ?? { pictures: 0, bytes: 0 }
    totals[source] = { pictures: before.pictures + 1, bytes: before.bytes + bytes }
  }
  return { ...state, totals, pictures: [...arrived.toReversed(), ...state.pictures].slice(0, MOST_LISTED) }
}
