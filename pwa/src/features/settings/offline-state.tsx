import { useEffect } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { useNow } from '#platform/use-now.ts'
import { useObservable } from '#platform/use-observable.ts'
import { settingsTexts } from '#ui/texts/settings.ts'

/** Whether the whole app is on this device: as counted there, not as hoped. */
export function OfflineState() {
  const { updates } = useServices()
  const { readiness } = useObservable(updates.state)
  const isOnItsWay = readiness !== undefined && readiness.files < readiness.total
  const second = useNow(isOnItsWay)
  useEffect(() => {
    // Without an answer the last count stands.
    if (isOnItsWay && second > 0) updates.read().catch(() => undefined)
  }, [updates, isOnItsWay, second])
  if (readiness === undefined) return <p>{settingsTexts.noWorker}</p>
  const { files, total, version } = readiness
  return <p>{isOnItsWay ? settingsTexts.preparing(files, total) : settingsTexts.ready(version)}</p>
}
