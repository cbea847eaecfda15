import { useCallback, useEffect, useState } from 'react'
import type { DeviceUsage } from '#offline/device-usage.ts'
import { waitingPrompts } from '#offline/outbox-state.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { settingsTexts } from '#ui/texts/settings.ts'
import { PictureBudget } from './picture-budget.tsx'
import styles from './settings.module.css'

/** What the app stores here, by its own books: what browsers tell of a device's space is no measure. */
export function StorageUse() {
  const { device, outbox, pictures, announce, reportError } = useServices()
  const waiting = waitingPrompts(useObservable(outbox.state)).length
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

  async function change(work: () => Promise<void>, sentence?: string) {
    try {
      await work()
      if (sentence !== undefined) announce(sentence)
    } catch (error) {
      reportError({ error, where: 'settings' })
      announce(settingsTexts.notChanged)
    }
    // Also after a failure: what is shown is what is there.
    await measure()
  }

  if (usage === undefined) return <p className={styles.quiet}>{settingsTexts.counting}</p>
  if (usage === 'unreadable') return <p className={styles.error}>{settingsTexts.notCounted}</p>
  const isEmpty = usage.pictures.all.pictures === 0
  return (
    <>
      <PictureBudget pictures={usage.pictures} onChange={(bytes) => change(() => pictures.setBudget(bytes))} />
      <Sizes usage={usage} />
      <p>{settingsTexts.onlyHere(waiting)}</p>
      <p className={styles.quiet}>{settingsTexts.whatGoes}</p>
      <OfflineUse />
      <Button
        label={settingsTexts.removePictures}
        aria-disabled={isEmpty}
        onClick={() => isEmpty || change(device.removePictures, settingsTexts.removed)}
      />
    </>
  )
}

function Sizes({ usage: { pictures, records, gallery } }: { usage: DeviceUsage }) {
  const { updates } = useServices()
  const appBytes = useObservable(updates.state).readiness?.bytes ?? 0
  const { thumbs, full, all } = pictures
  const rows = [
    [settingsTexts.thumbs(thumbs.pictures), thumbs.bytes],
    [settingsTexts.full(full.pictures), full.bytes],
    [settingsTexts.records, records],
    [settingsTexts.gallery, gallery],
    [settingsTexts.app, appBytes],
    [settingsTexts.total, all.bytes + records + gallery + appBytes],
  ] as const
  return (
    <dl className={styles.sizes}>
      {rows.map(([name, bytes]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{settingsTexts.size(bytes)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How well the device did without a network, once it had to. */
function OfflineUse() {
  const { device } = useServices()
  const [use, setUse] = useState({ asked: 0, missing: 0 })
  useEffect(() => {
    // Where it cannot be told, nothing is told.
    device.offlineUse().then(setUse, () => undefined)
  }, [device])
  return use.asked > 0 && <p className={styles.quiet}>{settingsTexts.offlineUse(use)}</p>
}
