import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import type { Answer } from '#api/answer.ts'
import { AppError, type ErrorCode } from '#contract/errors.ts'
import { createDatabase } from '#offline/database.ts'
import { createDeletionStore, type DeletionStore } from '#offline/deletion-store.ts'
import type { SenderLock } from '#offline/drain-outbox.ts'
import { sendDeletions } from '#offline/send-deletions.ts'
import { createFate, type Fate } from './fate.ts'

export interface DeletionReport {
  /** Everything that must not happen, each a sentence; empty where the promise held. */
  readonly problems: readonly string[]
  readonly requests: number
  readonly deaths: number
  readonly undone: number
  readonly trace: string
}

/** How long a person can undo; the promise is held to this number, whatever the sources say. */
const UNDO_MS = 10_000
const JOBS = 8
const STEPS = 30
/** Of the requests and changes, how many are the last thing that their tab does. */
const DEATH_RATE = 0.06
/** Turns of the event loop that a request takes: enough for another tab to act meanwhile. */
const TRAVEL_TURNS = 8

/** What the person at the device was told. */
interface Told {
  /** By id, when it was called deleted and nothing was said since, by the device's clock. */
  readonly removed: Map<string, number>
  /** Ids of which it was said that nothing will happen to them. */
  readonly kept: Set<string>
  /** Ids of which nobody was told what became of the last change. */
  readonly unsure: Set<string>
}

/** One device with two tabs, which delete and undo, die over it, and have a bad network, under a fate drawn from a seed. */
export async function simulateDeletions(seed: number): Promise<DeletionReport> {
  globalThis.indexedDB = new IDBFactory()
  const fate = createFate(seed)
  const ids = Array.from({ length: JOBS }, () => fate.mintId())
  const told: Told = { removed: new Map(), kept: new Set(ids), unsure: new Set() }
  const server = createServer(fate, ids, told)
  const device = createDevice(fate, server)
  for (let step = 0; step < STEPS; step += 1) await live(device, fate, told, ids)
  fate.isCalm = true
  fate.isDown = false
  for (let round = 0; round < 200; round += 1) {
    const wakeAt = await device.drainAll()
    if (wakeAt === undefined) break
    fate.pass(Math.max(wakeAt - fate.now(), 0))
  }
  const problems = [...server.problems, ...(await brokenPromises(device, server, told))]
  const { requests } = server
  return {
    problems,
    ...{ requests: requests.length, deaths: device.deaths(), undone: device.undone(), trace: requests.join('\n') },
  }
}

type Device = ReturnType<typeof createDevice>
type Server = ReturnType<typeof createServer>

async function live(device: Device, fate: Fate, told: Told, ids: readonly string[]): Promise<void> {
  if (fate.chance(0.1)) fate.isDown = !fate.isDown
  if (fate.chance(0.6)) fate.pass(fate.random() * 8000)
  const what = fate.pick(['remove', 'remove', 'undo', 'drain', 'drain'] as const)
  const id = fate.pick(ids)
  const change = what === 'drain' ? undefined : changeMind(device, what, id, { fate, told })
  // Deletions are sent while a person changes their mind.
  await Promise.all([change, fate.chance(0.7) ? device.drainAll() : undefined])
}

interface Moment {
  readonly fate: Fate
  readonly told: Told
}

function changeMind(device: Device, what: 'remove' | 'undo', id: string, moment: Moment): Promise<void> {
  return what === 'remove' ? remove(device, id, moment) : undo(device, id, moment)
}

async function remove(device: Device, id: string, { fate, told }: Moment): Promise<void> {
  const at = fate.now()
  told.unsure.add(id)
  told.kept.delete(id)
  told.removed.set(id, told.removed.get(id) ?? at)
  const end = await device.unlessDead(device.tab().add([id], { now: at, mintId: fate.mintId }))
  if (end !== 'dead') told.unsure.delete(id)
}

async function undo(device: Device, id: string, { told }: Moment): Promise<void> {
  const wasUnsure = told.unsure.has(id)
  told.unsure.add(id)
  const isUndone = await device.unlessDead(device.tab().undo([id]))
  if (isUndone === 'dead') return
  if (isUndone) {
    device.countUndone()
    told.removed.delete(id)
    told.kept.add(id)
  }
  // A no tells nothing of a change over which another tab has died.
  if (isUndone || !wasUnsure) told.unsure.delete(id)
}

function createDevice(fate: Fate, server: Server) {
  const hasLocks = fate.chance(0.7)
  let holder: object | undefined
  let deaths = 0
  let undone = 0
  const tabs = [0, 1].map((place) => open(place))

  function open(place: number) {
    const life = { isDead: false }
    const death = Promise.withResolvers<'dead'>()
    const mayDie = async <T>(work: () => Promise<T>): Promise<T> => {
      if (life.isDead) return new Promise(() => undefined)
      const dies = !fate.isCalm && fate.chance(DEATH_RATE)
      const result = await work()
      if (dies && !life.isDead) {
        life.isDead = true
        deaths += 1
        if (holder === life) holder = undefined // the browser takes back the locks of the dead
        tabs[place] = open(place)
        death.resolve('dead')
      }
      return life.isDead ? new Promise(() => undefined) : result
    }
    const lock: SenderLock = async (work) => {
      if (!hasLocks) return work(false)
      if (holder !== undefined) return undefined
      holder = life
      try {
        return await work(true)
      } finally {
        if (holder === life) holder = undefined
      }
    }
    const store = createDeletionStore(createDatabase())
    const mortal: DeletionStore = {
      ...store,
      add: (...given) => mayDie(() => store.add(...given)),
      undo: (...given) => mayDie(() => store.undo(...given)),
      claim: (...given) => mayDie(() => store.claim(...given)),
      settle: (...given) => mayDie(() => store.settle(...given)),
    }
    async function drain(): Promise<number | undefined> {
      const end = await Promise.race([
        sendDeletions({
          ...{ store: mortal, lock, time: fate, dropPictures: async () => undefined, onTrouble: () => undefined },
          deleteJob: ({ id }) => mayDie(() => server.deleteJob(id)),
        }),
        death.promise,
      ])
      return end === 'dead' ? fate.now() : end.wakeAt
    }
    return { store: mortal, drain, death: death.promise }
  }

  return {
    tab: () => fate.pick(tabs).store,
    unlessDead: <T>(work: Promise<T>) => Promise.race([work, ...tabs.map((tab) => tab.death)]),
    async drainAll() {
      const times = await Promise.all(tabs.map((tab) => tab.drain()))
      const known = times.filter((time) => time !== undefined)
      return known.length === 0 ? undefined : Math.min(...known)
    },
    readAll: () => createDeletionStore(createDatabase()).readAll(),
    deaths: () => deaths,
    undone: () => undone,
    countUndone: () => {
      undone += 1
    },
  }
}

const FAULTS = ['dropped-before', 'dropped-after', 'error', 'limit', 'portal', 'firewall', 'proxy'] as const

function createServer(fate: Fate, ids: readonly string[], { removed, kept, unsure }: Told) {
  const foreign = new Set(ids.filter(() => fate.chance(0.15)))
  const deleted = new Set<string>()
  const problems: string[] = []
  const requests: string[] = []

  function watch(id: string): void {
    requests.push(`${id.slice(-4)} ${fate.now()}`)
    if (unsure.has(id)) return
    if (kept.has(id)) problems.push(`${id} was sent though it was never deleted, or that was undone`)
    const early = (removed.get(id) ?? 0) + UNDO_MS - fate.now()
    if (early > 0) problems.push(`${id} was sent ${early} ms before its time`)
  }

  return {
    ...{ foreign, deleted, problems, requests },
    async deleteJob(id: string): Promise<Answer<undefined>> {
      watch(id)
      for (let turn = 0; turn < TRAVEL_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      fate.pass(fate.random() * 400)
      const fault = drawFault(fate)
      if (fault !== undefined && fault !== 'dropped-after') return failureOf(fault)
      if (foreign.has(id)) return refused('FORBIDDEN')
      const isRepeat = deleted.has(id)
      deleted.add(id)
      if (fault === 'dropped-after') return failureOf(fault)
      return isRepeat ? refused('JOB_NOT_FOUND') : { ok: true, value: undefined }
    },
  }
}

function drawFault(fate: Fate): (typeof FAULTS)[number] | undefined {
  if (fate.isDown) return 'dropped-before'
  return fate.isCalm || fate.chance(0.5) ? undefined : fate.pick(FAULTS)
}

function failureOf(fault: (typeof FAULTS)[number]): Answer<never> {
  switch (fault) {
    case 'dropped-before':
    case 'dropped-after':
      return { ok: false, failure: { kind: 'unreachable', correlationId: '' } }
    case 'error':
      return refused('SERVICE_UNAVAILABLE')
    case 'limit':
      return refused('RATE_LIMIT_EXCEEDED', 30_000)
    case 'portal':
      return { ok: false, failure: { kind: 'foreign', status: 200, correlationId: '' } }
    case 'firewall':
      return { ok: false, failure: { kind: 'foreign', status: 403, correlationId: '' } }
    case 'proxy':
      return { ok: false, failure: { kind: 'foreign', status: 404, correlationId: '' } }
    default:
      return fault satisfies never
  }
}

function refused(code: ErrorCode, retryAfterMs?: number): Answer<never> {
  const more = retryAfterMs === undefined ? {} : { retryAfterMs }
  return { ok: false, failure: { kind: 'refused', error: new AppError(code), correlationId: '', ...more } }
}

async function brokenPromises(device: Device, server: Server, { removed, kept, unsure }: Told): Promise<string[]> {
  const records = await device.readAll()
  const stateOf = (id: string) => records.find((record) => record.id === id)?.state
  const isSure = (id: string) => !unsure.has(id)
  const lost = [...removed.keys()].filter(isSure).filter((id) => !server.deleted.has(id) && !server.foreign.has(id))
  const open = [...removed.keys()].filter(isSure).filter((id) => {
    return stateOf(id) !== (server.foreign.has(id) ? 'refused' : 'done')
  })
  return [
    ...lost.map((id) => `lost: the server was never told of ${id}`),
    ...open.map((id) => `${id} is ${stateOf(id)}`),
    ...[...kept].filter((id) => isSure(id) && stateOf(id) !== undefined).map((id) => `${id} is hidden`),
    ...[...kept].filter((id) => isSure(id) && server.deleted.has(id)).map((id) => `${id} was undone, and is deleted`),
    ...records.filter(({ state }) => state === 'waiting').map(({ id }) => `${id} still waits`),
  ]
}
