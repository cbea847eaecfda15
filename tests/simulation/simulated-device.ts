import { createOutboxChanges, type OutboxChanges } from '#offline/change-outbox.ts'
import { createDatabase } from '#offline/database.ts'
import { type DrainTools, drainOutbox, type OutboxApi, type SenderLock } from '#offline/drain-outbox.ts'
import { createOutboxStore, type OutboxStore } from '#offline/outbox-store.ts'
import type { Fate } from './fate.ts'

/** Of the requests, how many are the last thing that their tab does. */
const DEATH_RATE = 0.06

export interface Tab {
  readonly store: OutboxStore
  readonly changes: OutboxChanges
  /** Sends what is due; answers when to look again, also when the tab died over it. */
  readonly drain: () => Promise<number | undefined>
  /** What a piece of work comes to, or undefined where the tab dies over it. */
  readonly unlessDead: <T>(work: Promise<T>) => Promise<T | undefined>
}

export interface SimulatedDevice {
  /** A tab that lives. */
  readonly tab: () => Tab
  /** All tabs at once, as when the network comes back. */
  readonly drainAll: () => Promise<number | undefined>
  readonly deaths: () => number
  readonly trace: readonly string[]
}

interface DeviceOptions {
  readonly fate: Fate
  readonly api: OutboxApi
  readonly tabs: number
  readonly hasLocks: boolean
  readonly onDeath: () => void
}

/** One browser: tabs with the real outbox over one real database, one lock for all, and deaths in the midst of requests. */
export function createSimulatedDevice(options: DeviceOptions): SimulatedDevice {
  const { tabs: count } = options
  let deaths = 0
  let opened = 0
  let holder: number | undefined
  const trace: string[] = []
  const tabs = Array.from({ length: count }, (_, place) => open(place))

  function open(place: number): Tab {
    opened += 1
    const name = opened
    let isDead = false
    let onDeath: () => void = () => undefined
    const death = new Promise<undefined>((resolve) => {
      onDeath = () => resolve(undefined)
    })

    function die(): void {
      if (isDead) return
      isDead = true
      deaths += 1
      if (holder === name) holder = undefined // the browser takes back the locks of the dead
      tabs[place] = open(place)
      options.onDeath()
      onDeath()
    }
    const lock: SenderLock = async (work) => {
      if (!options.hasLocks) return work(false)
      if (holder !== undefined) return undefined
      holder = name
      try {
        return await work(true)
      } finally {
        if (holder === name) holder = undefined
      }
    }
    const life = { isDead: () => isDead, die }
    const store = mortalStore(createOutboxStore(createDatabase()), life)
    const { now, random, mintId } = options.fate
    const tools: DrainTools = {
      ...{ store, lock, api: mortalApi(options, life), time: { now, random } },
      onChange: ({ id, state, attempts }) => trace.push(`${name} ${id.slice(-4)} ${state} ${attempts}`),
    }
    return {
      store,
      changes: createOutboxChanges({ store, now, mintId }),
      unlessDead: (work) => Promise.race([work, death]),
      async drain() {
        const end = await Promise.race([drainOutbox(tools), death])
        return end === undefined ? now() : end.wakeAt
      },
    }
  }

  return {
    tab: () => options.fate.pick(tabs),
    async drainAll() {
      const times = await Promise.all(tabs.map((tab) => tab.drain()))
      return times.reduce((first, time) => (first === undefined || (time ?? first) < first ? time : first))
    },
    deaths: () => deaths,
    trace,
  }
}

interface Life {
  readonly isDead: () => boolean
  readonly die: () => void
}

/** What a dead tab waits for never comes, whatever the server has made of the request. */
function mortalApi({ api, fate }: DeviceOptions, { isDead, die }: Life): OutboxApi {
  function mortal<Arguments extends unknown[], T>(ask: (...given: Arguments) => Promise<T>) {
    return async (...given: Arguments): Promise<T> => {
      const dies = !fate.isCalm && fate.chance(DEATH_RATE)
      const answer = await ask(...given)
      if (dies) die()
      if (isDead()) await new Promise(() => undefined)
      return answer
    }
  }
  return { generate: mortal(api.generate), cancel: mortal(api.cancel), probe: mortal(api.probe) }
}

/** A transaction that was begun ends, but nobody hears of it. */
function mortalStore(store: OutboxStore, { isDead }: Life): OutboxStore {
  return {
    ...store,
    async change(work) {
      if (isDead()) await new Promise(() => undefined)
      const result = await store.change(work)
      if (isDead()) await new Promise(() => undefined)
      return result
    },
  }
}
