import type { StatusAnswer } from '#contract/job.ts'
import type { GenerateAnswer } from '#contract/prompt.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import { needText } from '#ui/describe-waiting.ts'
import { texts } from '#ui/texts/en.ts'

/** The sentence for what became of a prompt, or undefined where nothing is worth saying. */
export function describeSending(record: PromptRecord, job?: GenerateAnswer | StatusAnswer): string | undefined {
  const { state, attempts, lastError } = record
  if (job !== undefined && state === 'accepted') return texts.send.accepted(job.totalModels)
  if (state === 'failed') return needText(record)
  // Its later tries are no news.
  if (state !== 'queued' || attempts !== 1) return undefined
  return lastError?.cause === 'limit' ? texts.send.limit : texts.send.saved
}
