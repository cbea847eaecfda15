import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { OUTBOX_TIMING } from '#offline/outbox-timing.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import { createCountingServer } from './counting-server.ts'
import { createFate, type Fate } from './fate.ts'
import { createSimulatedDevice, type SimulatedDevice } from './simulated-device.ts'

export interface SimulationPlan {
  readonly seed: number
  readonly prompts: number
}

export interface SimulationReport {
  /** Everything that must not happen, each a sentence; empty where the promise held. */
  readonly problems: readonly string[]
  readonly requests: number
  readonly deaths: number
  /** Bit for bit the same for the same seed. */
  readonly trace: string
}

/** What the person at the device was told, to be held against what the server has. */
interface Promises {
  /** Texts by id that were called saved and not taken back. */
  readonly saved: Map<string, string>
  /** Ids that were taken back before anything was sent. */
  readonly withdrawn: Set<string>
  /** Ids that were taken back when the server might have known them. */
  readonly recalled: Set<string>
}

/**
 * One device with its real database, reducer and drain, a server that counts, and a fate drawn from a seed: faults of
 * the network, deaths in the middle of a request, two tabs, a clock that jumps, prompts that are edited and taken back.
 */
export async function simulateOutbox({ seed, prompts }: SimulationPlan): Promise<SimulationReport> {
  globalThis.indexedDB = new IDBFactory()
  const fate = createFate(seed)
  const tabs = fate.chance(0.5) ? 2 : 1
  const hasLocks = fate.chance(0.75)
  const server = createCountingServer(fate, { hasOneSender: hasLocks })
  const onDeath = server.forgetLimit
  const device = createSimulatedDevice({ fate, api: server.api, tabs, hasLocks, onDeath })
  const promises: Promises = { saved: new Map(), withdrawn: new Set(), recalled: new Set() }

  // Some seeds are a flight: no network at all while everything is written, so that the order can be held to.
  const isFlight = fate.chance(0.2)
  const stuck: string[] = []
  const life = live({ device, fate, promises, prompts, isFlight, stuck })
  await Promise.race([life, server.alarm])
  const { records } = await device.tab().store.readAll()
  const problems = [...server.problems(), ...stuck, ...brokenPromises(promises, server), ...unended(records)]
  if (isFlight && hasLocks) problems.push(...outOfOrder(server.jobs))
  return { problems, requests: server.requests(), deaths: device.deaths(), trace: device.trace.join('\n') }
}

interface Life {
  readonly device: SimulatedDevice
  readonly fate: Fate
  readonly promises: Promises
  readonly prompts: number
  readonly isFlight: boolean
  /** Gets the records that nothing would ever move again, while things are still bad. */
  readonly stuck: string[]
}

async function live({ device, fate, promises, prompts, isFlight, stuck }: Life): Promise<void> {
  fate.isDown = isFlight
  for (let index = 0; index < prompts; index += 1) {
    await write(device, fate, promises, `prompt ${index}`)
    if (fate.chance(0.3)) fate.pass(fate.random() * 90_000)
    if (fate.chance(0.05)) fate.setClock(fate.random() * -600_000)
    if (fate.chance(0.2)) await device.tab().changes.hurry()
    const change = !isFlight && fate.chance(0.2) ? changeMind(device, fate, promises, `changed ${index}`) : undefined
    await Promise.all([change, fate.chance(0.5) ? device.drainAll() : undefined])
  }
  const { records } = await device.tab().store.readAll()
  for (const record of records) if (!hasTrigger(record, fate.now())) stuck.push(`${record.id} has no next time`)
  await comeToRest(device, fate, prompts)
}

async function write(device: SimulatedDevice, fate: Fate, { saved }: Promises, prompt: string): Promise<void> {
  const { id } = await device.tab().changes.submit({
    ...{ id: fate.mintId(), correlationId: fate.mintId(), about: { prompt, models: [] } },
    body: JSON.stringify({ prompt }),
  })
  saved.set(id, prompt)
}

/** Takes a waiting prompt back, gives it another text, or moves it. */
async function changeMind(device: SimulatedDevice, fate: Fate, promises: Promises, text: string): Promise<void> {
  const { store, changes, unlessDead } = device.tab()
  const { records } = await store.readAll()
  const waiting = records.filter(({ state }) => state === 'queued' || state === 'sending')
  if (waiting.length === 0) return
  const { id } = fate.pick(waiting)
  const what = fate.pick(['cancel', 'edit', 'move'] as const)
  if (what === 'move') {
    await unlessDead(changes.move(id, 'up'))
    return
  }
  let hasEnded = false
  const change = (what === 'cancel' ? changes.cancel(id) : changes.edit(id, text)).finally(() => {
    hasEnded = true
  })
  const changed = await unlessDead(change)
  // Nobody was told what became of a change over which the tab has died: nothing was promised.
  if (!hasEnded) promises.saved.delete(id)
  if (changed === undefined) return
  promises.saved.delete(id)
  if (what === 'edit') promises.saved.set(changed.id, text)
  if (changed.id === id && what === 'edit') return
  if (changed.state === 'canceled') promises.withdrawn.add(id)
  else promises.recalled.add(id)
}

/** Everything works again, and time passes until nothing waits. */
async function comeToRest(device: SimulatedDevice, fate: Fate, prompts: number): Promise<void> {
  fate.isCalm = true
  fate.isDown = false
  for (let round = 0; round < prompts * 20 + 50; round += 1) {
    const wakeAt = await device.drainAll()
    if (wakeAt === undefined) return
    fate.pass(Math.max(wakeAt - fate.now(), 0))
  }
}

function brokenPromises(
  { saved, withdrawn, recalled }: Promises,
  server: ReturnType<typeof createCountingServer>,
): string[] {
  const problems: string[] = []
  for (const [id, prompt] of saved) {
    const job = server.jobs.get(id)
    if (job === undefined || job.isCanceled) problems.push(`lost: "${prompt}" (${id})`)
    else if (JSON.parse(job.body).prompt !== prompt) problems.push(`"${prompt}" became another prompt`)
  }
  for (const id of withdrawn) if (server.bodies.has(id)) problems.push(`${id} was sent though it was taken back`)
  for (const id of recalled) if (!server.canceled.has(id)) problems.push(`the server was not told of the end of ${id}`)
  const texts = [...server.jobs.values()].filter(({ body }) => body !== '').map(({ body }) => body)
  if (new Set(texts).size !== texts.length) problems.push('duplicated: one prompt is two jobs')
  return problems
}

function unended(records: readonly PromptRecord[]): string[] {
  const open = records.filter(({ state }) => state !== 'accepted' && state !== 'canceled')
  return open.map(({ id, state }) => `${id} is still ${state}`)
}

/** Of what was written on a flight, nothing overtakes another; without locks two tabs may send side by side. */
function outOfOrder(jobs: ReadonlyMap<string, { readonly body: string }>): string[] {
  const order = [...jobs.values()].map(({ body }) => Number(/\d+/.exec(body)?.[0]))
  return order.every((place, index) => place === index) ? [] : [`sent in the order ${order.join(', ')}`]
}

/** Whether anything would ever move a record again. */
function hasTrigger({ state, nextAttemptAt }: PromptRecord, now: number): boolean {
  if (state !== 'queued' && state !== 'canceling') return true
  return nextAttemptAt <= now + 2 * OUTBOX_TIMING.maxRetryAfterMs
}
