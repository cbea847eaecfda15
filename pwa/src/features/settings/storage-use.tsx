import { useCallback, useEffect, useState } from 'react'
import type { DeviceUsage } from '#offline/device-usage.ts'
import { waitingPrompts } from '#offline/outbox-state.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

/** What the app stores here, by its own books: what browsers tell of a device's space is no measure. */
export function StorageUse() {
  const { device, outbox, updates, announce, reportError } = useServices()
  const waiting = waitingPrompts(useObservable(outbox.state)).length
  const appBytes = useObservable(updates.state).readiness?.bytes ?? 0
  const [usage, setUsage] = useState<DeviceUsage | 'unreadable'>()

  const measure = useCallback(async () => {
    try {
      setUsage(await device.measure())
    } catch (error) {
      reportError({ error, where: 'settings' })
      setUsage('unreadable')
    }
  }, [device, reportError])
  useEffect(() => {
    // Its failure is a state of this section.
    void measure()
  }, [measure])

  async function removePictures() {
    await device.removePictures()
    await measure()
    announce(settingsTexts.removed)
  }

  if (usage === undefined) return <p className={styles.quiet}>{settingsTexts.counting}</p>
  if (usage === 'unreadable') return <p className={styles.error}>{settingsTexts.notCounted}</p>
  const { pictures, records, gallery } = usage
  const rows = [
    [settingsTexts.pictures(pictures.count), pictures.bytes],
    [settingsTexts.records, records],
    [settingsTexts.gallery, gallery],
    [settingsTexts.app, appBytes],
    [settingsTexts.total, pictures.bytes + records + gallery + appBytes],
  ] as const
  return (
    <>
      <dl className={styles.sizes}>
        {rows.map(([name, bytes]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{settingsTexts.size(bytes)}</dd>
          </div>
        ))}
      </dl>
      <p>{settingsTexts.onlyHere(waiting)}</p>
      <p className={styles.quiet}>{settingsTexts.whatGoes}</p>
      <Button label={settingsTexts.removePictures} aria-disabled={pictures.count === 0} onClick={removePictures} />
    </>
  )
}
