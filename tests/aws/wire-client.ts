import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { isEnded, StatusAnswer } from '#contract/job.ts'
import { post } from '../support/start-api.ts'
import type { WireStack } from './wire-stack.ts'

type Call = WireStack['call']

/** Of the device that sends all prompts. */
const OWNER = { Authorization: 'Bearer owner-key-of-the-wire-tests' }
const PAUSE_MS = 250

/**
 * What a device does with any call that is safe to repeat: again until it is answered for good, not before the time it is told.
 * @throws where it is refused, or not answered in time
 */
async function insist(call: () => Promise<Response>, endsAt: number): Promise<{ answer: Response; calls: number }> {
  for (let calls = 1; ; calls += 1) {
    const answer = await call()
    if (answer.ok) return { answer, calls }
    const mayPass = answer.status >= 500 || answer.status === 409
    if (!mayPass || performance.now() > endsAt) throw new Error(`${answer.status}: ${await answer.text()}`)
    await sleep(Number(answer.headers.get('Retry-After') ?? 0) * 1000 || PAUSE_MS)
  }
}

export interface Prompt {
  readonly jobId: string
  readonly prompt: string
  readonly models: readonly string[]
}

/** Sends a prompt as an outbox does; answers how many calls it took. */
export async function sendPrompt(call: Call, { jobId, ...body }: Prompt, endsAt: number): Promise<number> {
  const init = post(body, { 'Idempotency-Key': jobId, ...OWNER })
  return (await insist(() => call('/api/generate', init), endsAt)).calls
}

/** The job when it has ended. */
export async function awaitEnd(call: Call, jobId: string, endsAt: number): Promise<StatusAnswer> {
  for (;;) {
    const { answer } = await insist(() => call(`/api/status/${jobId}`), endsAt)
    const status = v.parse(StatusAnswer, await answer.json())
    if (isEnded(status.status)) return status
    if (performance.now() > endsAt) throw new Error(`job ${jobId} has not ended: ${JSON.stringify(status)}`)
    await sleep(PAUSE_MS)
  }
}

/** All entries of the gallery, page by page. */
export async function readGallery(call: Call, endsAt: number): Promise<GalleryListAnswer['galleries']> {
  const entries: GalleryListAnswer['galleries'][number][] = []
  for (let cursor = ''; ; ) {
    const { answer } = await insist(() => call(`/api/gallery/list?limit=24${cursor}`), endsAt)
    const page = v.parse(GalleryListAnswer, await answer.json())
    entries.push(...page.galleries)
    if (page.nextCursor === undefined) return entries
    cursor = `&cursor=${page.nextCursor}`
  }
}

export async function deleteEntry(call: Call, jobId: string, endsAt: number): Promise<void> {
  await insist(() => call(`/api/gallery/${jobId}`, { method: 'DELETE', headers: OWNER }), endsAt)
}
