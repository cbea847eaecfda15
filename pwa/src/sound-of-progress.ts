import { isEnded, type Result, type StatusAnswer } from '#contract/job.ts'
import type { SoundName } from '#platform/sounds.ts'

/** One sound for what changed in a job between two looks, the weightiest; or none. */
export function soundOfProgress(before: readonly Result[], { status, results }: StatusAnswer): SoundName | undefined {
  const news = results.filter((result, index) => result.status !== before[index]?.status)
  const hasNew = (...wanted: Result['status'][]) => news.some((result) => wanted.includes(result.status))
  const isOver = isEnded(status) && hasNew('completed', 'refused', 'failed')
  if (isOver && results.some((result) => result.status === 'completed')) return 'finished'
  if (hasNew('refused', 'failed')) return 'failed'
  return hasNew('completed') ? 'picture' : undefined
}
