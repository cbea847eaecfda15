import { useServices } from '#platform/services-context.tsx'
import { useNow } from '#platform/use-now.ts'
import { texts } from '#ui/texts/en.ts'

/** How long until something is allowed again, second by second and silently; nothing once it is. */
export function Countdown({ until }: { until: number }) {
  const { now } = useServices()
  const leftMs = until - useNow(until > now())
  return leftMs > 0 ? ` ${texts.send.againIn(until, Math.ceil(leftMs / 1000))}` : ` ${texts.send.againNow}`
}
