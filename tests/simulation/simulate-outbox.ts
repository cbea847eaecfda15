import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import type { DrainTools } from '#offline/drain-outbox.ts'
import { OUTBOX_TIMING } from '#offline/outbox-timing.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import { createCountingServer } from './counting-server.ts'
import { createFate, type Fate } from './fate.ts'
import { createSimulatedDevice, type SimulatedDevice } from './simulated-device.ts'

export interface SimulationPlan {
  readonly seed: number
  readonly prompts: number
  /** Parts that a planted defect replaces. */
  readonly defect?: (tools: DrainTools) => DrainTools
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
}

/**
 * One device with its real database, reducer and drain, a server that counts, and a fate drawn from a seed: faults of
 * the network, deaths in the middle of a request, two tabs, a clock that jumps, prompts that are edited and taken back.
 */
export async function simulateOutbox({
  seed,
  prompts,
  defect = (tools) => tools,
}: SimulationPlan): Promise<SimulationReport> {
  globalThis.indexedDB = new IDBFactory()
  const fate = createFate(seed)
  const tabs = fate.chance(0.5) ? 2 : 1
  const hasLocks = fate.chance(0.75)
  const server = createCountingServer(fate, { hasOneSender: hasLocks })
  const onDeath = server.forgetLimit
  const device = createSimulatedDevice({ fate, api: server.api, tabs, hasLocks, onDeath, defect })
  const promises: Promises = { saved: new Map(), withdrawn: new Set() }

  for (let index = 0; index < prompts; index += 1) {
    await write(device, fate, promises, `prompt ${index}`)
    if (fate.chance(0.15)) await changeMind(device, fate, promises, `changed ${index}`)
    if (fate.chance(0.3)) fate.pass(fate.random() * 90_000)
    if (fate.chance(0.05)) fate.setClock(fate.random() * -600_000)
    if (fate.chance(0.2)) await device.tab().changes.hurry()
    if (fate.chance(0.5)) await device.drainAll()
  }
  const { records: midway } = await device.tab().store.readAll()
  const stuck = midway.filter((record) => !hasTrigger(record, fate.now())).map(({ id }) => `${id} has no next time`)
  await comeToRest(device, fate, prompts)
  const { records } = await device.tab().store.readAll()
  const problems = [...server.problems(), ...stuck, ...brokenPromises(promises, server), ...unended(records)]
  return { problems, requests: server.requests(), deaths: device.deaths(), trace: device.trace.join('\n') }
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
  const { store, changes } = device.tab()
  const waiting = (await store.readAll()).records.filter(({ state }) => state === 'queued')
  if (waiting.length === 0) return
  const { id, attempts } = fate.pick(waiting)
  const what = fate.pick(['cancel', 'edit', 'move'] as const)
  if (what === 'move') return changes.move(id, 'up')
  const changed = what === 'cancel' ? await changes.cancel(id) : await changes.edit(id, text)
  if (changed === undefined) return
  promises.saved.delete(id)
  if (what === 'edit') promises.saved.set(changed.id, text)
  else if (attempts === 0) promises.withdrawn.add(id)
}

/** Everything works again, and time passes until nothing waits. */
async function comeToRest(device: SimulatedDevice, fate: Fate, prompts: number): Promise<void> {
  fate.isCalm = true
  for (let round = 0; round < prompts * 20 + 50; round += 1) {
    const wakeAt = await device.drainAll()
    if (wakeAt === undefined) return
    fate.pass(Math.max(wakeAt - fate.now(), 0))
  }
}

function brokenPromises({ saved, withdrawn }: Promises, server: ReturnType<typeof createCountingServer>): string[] {
  const problems: string[] = []
  for (const [id, prompt] of saved) {
    const job = server.jobs.get(id)
    if (job === undefined || job.isCanceled) problems.push(`lost: "${prompt}" (${id})`)
    else if (JSON.parse(job.body).prompt !== prompt) problems.push(`"${prompt}" became another prompt`)
  }
  for (const id of withdrawn) if (server.bodies.has(id)) problems.push(`${id} was sent though it was taken back`)
  const texts = [...server.jobs.values()].filter(({ body }) => body !== '').map(({ body }) => body)
  if (new Set(texts).size !== texts.length) problems.push('duplicated: one prompt is two jobs')
  return problems
}

function unended(records: readonly PromptRecord[]): string[] {
  const open = records.filter(({ state }) => state !== 'accepted' && state !== 'canceled')
  return open.map(({ id, state }) => `${id} is still ${state}`)
}

/** Whether anything would ever move a record again. */
function hasTrigger({ state, nextAttemptAt }: PromptRecord, now: number): boolean {
  if (state !== 'queued' && state !== 'canceling') return true
  return nextAttemptAt <= now + 2 * OUTBOX_TIMING.maxRetryAfterMs
}
