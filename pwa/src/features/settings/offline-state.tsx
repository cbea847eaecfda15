import { useEffect } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { useNow } from '#platform/use-now.ts'
import { useObservable } from '#platform/use-observable.ts'
import { settingsTexts } from '#ui/texts/settings.ts'

/** Whether the whole app is on this device: as counted there, not as hoped. */
export function OfflineState() {
  const { updates } = useServices()
  const { readiness, hasFailed } = useObservable(updates.state)
  const isPossible = 'serviceWorker' in navigator
  const isWhole = readiness !== undefined && readiness.files === readiness.total
  const isOnItsWay = readiness !== undefined && !isWhole && !hasFailed
  const second = useNow(isOnItsWay)
  useEffect(() => {
    // Counted at first, and each second until it is whole. Without an answer the last count stands.
    if (isPossible && second > 0) updates.read().catch(() => undefined)
  }, [updates, isPossible, second])
  if (!isPossible) return <p>{settingsTexts.noWorker}</p>
  // What came before it failed is no step on the way: the next visit begins anew.
  if (hasFailed && !isWhole) return <p>{settingsTexts.notPrepared}</p>
  if (readiness === undefined) return <p>{settingsTexts.counting}</p>
  const { files, total, version } = readiness
  return <p>{isOnItsWay ? settingsTexts.preparing(files, total) : settingsTexts.ready(version)}</p>
}
