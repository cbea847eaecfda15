import * as v from 'valibot'
import { type ForgottenPrompt, idOf, promptKey } from './forgotten-prompt.ts'

/** One text that was sent from this device. */
export interface PastPrompt {
  /** What makes it one prompt, folded: it is also what is searched. */
  readonly key: string
  /** As it was last written. */
  readonly prompt: string
  readonly times: number
  /** When it was last sent, milliseconds. */
  readonly lastAt: number
}

/** One sending. A job and its record in the outbox have one id. */
export interface PromptUse {
  readonly id: string
  readonly prompt: string
  /** Milliseconds. */
  readonly at: number
}

/** As little as is needed, so that the history does not wait for what else stands in ten thousand rows. */
const JobText = v.object({
  jobId: v.string(),
  own: v.number(),
  prompt: v.string(),
  createdAt: v.string(),
  models: v.array(v.unknown()),
  status: v.optional(v.unknown()),
})

const OutboxText = v.object({
  id: v.string(),
  createdAt: v.number(),
  about: v.object({ prompt: v.string() }),
})

/** A job of this device. Of one whose pictures were deleted the text is left, and nothing else. */
export function useOfJob(row: unknown): PromptUse | undefined {
  const parsed = v.safeParse(JobText, row)
  if (!parsed.success) return undefined
  const { jobId, own, prompt, createdAt, models, status } = parsed.output
  const isTextOnly = models.length === 0 && status === undefined
  if ((own !== 1 && !isTextOnly) || prompt === '') return undefined
  return { id: jobId, prompt, at: Math.max(Date.parse(createdAt) || 0, mintedAt(jobId)) }
}

/** A prompt on its way, or not long ago: its time is this device's own. */
export function useOfOutbox(row: unknown): PromptUse | undefined {
  const parsed = v.safeParse(OutboxText, row)
  if (!parsed.success) return undefined
  const { id, createdAt, about } = parsed.output
  return { id, prompt: about.prompt, at: Math.max(createdAt, mintedAt(id)) }
}

/** Newest first, each text once, without what was forgotten. */
export function groupUses(uses: readonly PromptUse[], forgotten: readonly ForgottenPrompt[]): readonly PastPrompt[] {
  const untilOf = new Map(forgotten.map(({ id, until }) => [id, until]))
  const latest = new Map<string, PromptUse>()
  for (const use of uses) if (use.at >= (latest.get(use.id)?.at ?? 0)) latest.set(use.id, use)
  const prompts = new Map<string, PastPrompt>()
  for (const { prompt, at } of latest.values()) {
    const key = promptKey(prompt)
    const before = prompts.get(key)
    const newest = before === undefined || at > before.lastAt ? { prompt, lastAt: at } : before
    prompts.set(key, { key, prompt: newest.prompt, lastAt: newest.lastAt, times: (before?.times ?? 0) + 1 })
  }
  const isKnown = ({ key, lastAt }: PastPrompt) => lastAt > (untilOf.get(idOf(key)) ?? Number.NEGATIVE_INFINITY)
  return [...prompts.values()].filter(isKnown).sort((one, other) => other.lastAt - one.lastAt)
}

/** The device's clock when the draft was begun (UUIDv7): another clock's time can lie before it. 0 for other ids. */
function mintedAt(id: string): number {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0
}
