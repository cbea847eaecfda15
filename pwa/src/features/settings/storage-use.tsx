import { useCallback, useEffect, useState } from 'react'
import type { DeviceUsage } from '#offline/device-usage.ts'
import { waitingPrompts } from '#offline/outbox-state.ts'
import { DEFAULT_BUDGET } from '#offline/picture-budget.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { settingsTexts } from '#ui/texts/settings.ts'
import { PictureBudget } from './picture-budget.tsx'
import styles from './settings.module.css'

const NOTHING = { pictures: 0, bytes: 0 }
const NOTHING_YET: DeviceUsage = {
  pictures: {
    ...{ thumbs: NOTHING, full: NOTHING, pinned: NOTHING, all: NOTHING },
    ...{ chosen: DEFAULT_BUDGET.chosen, allowed: DEFAULT_BUDGET.chosen, isFull: false, isMostlyPinned: false },
  },
  records: 0,
  gallery: 0,
}

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

  if (usage === 'unreadable') return <p className={styles.error}>{settingsTexts.notCounted}</p>
  const isCounting = usage === undefined
  const counted = usage ?? NOTHING_YET
  const isEmpty = counted.pictures.all.pictures === 0
  // The room of the figures is there before they are, so that nothing below moves.
  return (
    <div className={styles.storage} data-counting={isCounting}>
      {isCounting && <p className={styles.counting}>{settingsTexts.counting}</p>}
      <PictureBudget pictures={counted.pictures} onChange={(bytes) => change(() => pictures.setBudget(bytes))} />
      <Sizes usage={counted} />
      <p>{settingsTexts.onlyHere(waiting)}</p>
      <p className={styles.quiet}>{settingsTexts.whatGoes}</p>
      <OfflineUse />
      <Button
        label={settingsTexts.removePictures}
        aria-disabled={isEmpty}
        onClick={() => isEmpty || change(device.removePictures, settingsTexts.removed)}
      />
    </div>
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
