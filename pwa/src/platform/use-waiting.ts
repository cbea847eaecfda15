import type { PromptRecord } from '#offline/prompt-record.ts'
import { describeWaiting, type Waiting } from '#ui/describe-waiting.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import { useServices } from './services-context.tsx'
import { useIsOnline } from './use-is-online.ts'
import { useNow } from './use-now.ts'
import { useObservable } from './use-observable.ts'

/** Why a prompt still waits, as it stands this second. */
export function useWaiting(record: PromptRecord): Waiting {
  const { outbox, now } = useServices()
  const { queue } = useObservable(outbox.state)
  const isOnline = useIsOnline()
  const { until } = describeWaiting(record, { queue, isOnline, now: now() })
  const time = useNow(until !== undefined)
  const waiting = describeWaiting(record, { queue, isOnline, now: time })
  if (waiting.until === undefined) return waiting
  return { ...waiting, text: `${waiting.text}. ${outboxTexts.nextTry(Math.ceil((waiting.until - time) / 1000))}` }
}
