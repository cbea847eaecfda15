import { useId, useState } from 'react'
import type { DeviceUsage } from '#offline/device-usage.ts'
import { BUDGET_CHOICES } from '#offline/picture-budget.ts'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

interface PictureBudgetProps {
  readonly pictures: DeviceUsage['pictures']
  readonly onChange: (bytes: number) => unknown
}

/** How much of their space the pictures take, and the space itself to be changed. */
export function PictureBudget({ pictures, onChange }: PictureBudgetProps) {
  const { all, pinned, chosen, allowed, isFull, isMostlyPinned } = pictures
  const id = useId()
  // While it is moved nothing is removed yet.
  const [moved, setMoved] = useState<number>()
  const place = moved ?? placeOf(chosen)
  const bytes = BUDGET_CHOICES[place] ?? chosen

  function choose() {
    setMoved(undefined)
    if (bytes !== chosen) onChange(bytes)
  }

  return (
    <>
      <p className={styles.used}>{settingsTexts.ofBudget(all.bytes, bytes)}</p>
      <div className={styles.budget}>
        <label htmlFor={id}>{settingsTexts.budget}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={BUDGET_CHOICES.length - 1}
          value={place}
          aria-valuetext={settingsTexts.size(bytes)}
          onChange={({ target }) => setMoved(Number(target.value))}
          onPointerUp={choose}
          onKeyUp={choose}
          onBlur={choose}
        />
        <span aria-hidden="true">{settingsTexts.size(bytes)}</span>
      </div>
      {isFull && <p className={styles.error}>{settingsTexts.deviceFull}</p>}
      {!isFull && allowed < chosen && <p>{settingsTexts.lessRoom(allowed)}</p>}
      {pinned.pictures > 0 && <p>{settingsTexts.pinned(pinned.bytes)}</p>}
      {isMostlyPinned && <p className={styles.error}>{settingsTexts.mostlyPinned}</p>}
    </>
  )
}

/** The step that is nearest from above to what was chosen. */
function placeOf(chosen: number): number {
  const place = BUDGET_CHOICES.findIndex((choice) => choice >= chosen)
  return place === -1 ? BUDGET_CHOICES.length - 1 : place
}
