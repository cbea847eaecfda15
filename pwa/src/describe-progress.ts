import { isEnded, type Result, type StatusAnswer } from '#contract/job.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'

/** The sentence for what changed in a job between two looks, or undefined where nothing is worth saying. */
export function describeProgress(before: readonly Result[], { status, results }: StatusAnswer): string | undefined {
  const total = results.length
  const done = results.filter((result) => result.status === 'completed').length
  const ended = results.filter(hasEnded).length
  if (isEnded(status)) {
    if (before.length === total && before.every(hasEnded)) return undefined
    const canceled = results.filter((result) => result.status === 'canceled').length
    return pictureTexts.results.done(done, total, { failed: ended - done - canceled, canceled })
  }
  const news = results.find((result, index) => hasEnded(result) && !hasEnded(before[index]))
  if (news === undefined) return undefined
  if (news.status === 'completed') return pictureTexts.results.ready(news.label, done, total)
  return pictureTexts.results.failed(news.label, ended, total)
}

function hasEnded(result: Result | undefined): boolean {
  return result !== undefined && result.status !== 'pending' && result.status !== 'in_progress'
}
