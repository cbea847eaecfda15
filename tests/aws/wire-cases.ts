import { setTimeout as sleep } from 'node:timers/promises'
import { mintJobId } from '#contract/ids.ts'
import type { StatusAnswer } from '#contract/job.ts'
import { inParallel } from '../../lambda/src/jobs/in-parallel.ts'
import { GALLERY_PREFIX, KEYS } from '../../lambda/src/store/keys.ts'
import { seededRandom } from '../support/seeded-random.ts'
import type { Delivery } from './event-source.ts'
import { awaitEnd, deleteEntry, type Prompt, readGallery, sendPrompt } from './wire-client.ts'
import { listAll } from './wire-objects.ts'
import type { OpenSource, WireStack } from './wire-stack.ts'

const PAUSE_MS = 250
/** Every fifth prompt comes twice at once, as from a device that does not know whether the first one arrived. */
const SENT_TWICE_EVERY = 5

/** Prompts with the same ids for the same seed. */
export function makePrompts(count: number, models: (at: number) => readonly string[], seed: number): Prompt[] {
  const random = seededRandom(seed)
  const fill = (bytes: Uint8Array) => bytes.map(() => Math.floor(random() * 256))
  return Array.from({ length: count }, (_, at) => {
    const jobId = mintJobId(1_767_225_600_000 + at, (bytes) => {
      bytes.set(fill(bytes))
      return bytes
    })
    return { jobId, prompt: `a lighthouse, picture ${at}`, models: models(at) }
  })
}

export interface JobsReport {
  readonly ended: readonly StatusAnswer[]
  /** Calls of devices that were not answered 200 and came again. */
  readonly repeats: number
}

/** Sends prompts, some of them twice at once, and waits until every job has ended and the queue is empty. */
export async function runJobs(stack: WireStack, prompts: readonly Prompt[], limitMs: number): Promise<JobsReport> {
  const endsAt = performance.now() + limitMs
  const sent = prompts.flatMap((prompt, at) => (at % SENT_TWICE_EVERY === 0 ? [prompt, prompt] : [prompt]))
  const calls = await Promise.all(sent.map((prompt) => sendPrompt(stack.call, prompt, endsAt)))
  const ended = await inParallel(prompts, 4, ({ jobId }) => awaitEnd(stack.call, jobId, endsAt))
  // The AVIFs and their marker come after the result.
  await untilEmpty(stack, endsAt)
  return { ended, repeats: calls.reduce((sum, each) => sum + each - 1, 0) }
}

async function untilEmpty({ jobs, deletions }: WireStack, endsAt: number): Promise<void> {
  for (;;) {
    const waiting = (await jobs.countMessages()) + (await deletions.countMessages())
    if (waiting === 0) return
    if (performance.now() > endsAt) throw new Error(`${waiting} messages were not done in time`)
    await sleep(PAUSE_MS)
  }
}

/** Deletes jobs; answers what is left of them in the gallery and in the bucket but their markers. */
export async function eraseJobs(stack: WireStack, jobIds: readonly string[], limitMs: number): Promise<string[]> {
  const endsAt = performance.now() + limitMs
  await inParallel(jobIds, 2, (jobId) => deleteEntry(stack.call, jobId, endsAt))
  await untilEmpty(stack, endsAt)
  const listed = (await readGallery(stack.call, endsAt)).filter(({ id }) => jobIds.includes(id)).map(({ id }) => id)
  const isKept = new Set(jobIds.flatMap((jobId) => [KEYS.deleted(jobId), KEYS.erased(jobId)]))
  const prefixes = [...jobIds.flatMap((jobId) => [KEYS.jobPrefix(jobId), KEYS.imagePrefix(jobId)]), GALLERY_PREFIX]
  const keys = await inParallel(prefixes, 4, (prefix) => listAll(stack.store, prefix))
  const left = keys.flat().filter((key) => jobIds.some((jobId) => key.includes(jobId)) && !isKept.has(key))
  return [...listed, ...left]
}

/** Sends a message that nobody can do; answers how it was delivered until it was a dead letter. */
export async function letDie(
  { queue, source, send, maxReceives }: OpenSource,
  body: string,
  limitMs: number,
): Promise<{
  readonly deliveries: readonly Delivery[]
  readonly dead: readonly string[]
  readonly maxReceives: number
}> {
  const endsAt = performance.now() + limitMs
  await send(body)
  for (;;) {
    const dead = await queue.readDeadLetters()
    if (dead.length > 0) return { deliveries: source.deliveries, dead, maxReceives }
    if (performance.now() > endsAt) throw new Error(`no dead letter after ${source.deliveries.length} deliveries`)
    await sleep(PAUSE_MS)
  }
}
