import { useId, useState } from 'react'
import { chooseToSendSpeed, maySendSpeed } from '#platform/speed-choice.ts'
import { speedTexts } from '#ui/texts/speed.ts'
import styles from './settings.module.css'

/** Whether figures of this device may be sent. */
export function SpeedChoice() {
  const id = useId()
  const [isOn, setIsOn] = useState(maySendSpeed)
  const [isKept, setIsKept] = useState(true)
  function choose(wanted: boolean) {
    setIsKept(chooseToSendSpeed(wanted))
    setIsOn(maySendSpeed())
  }
  return (
    <div className={styles.option}>
      <input
        type="checkbox"
        id={id}
        checked={isOn}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => choose(target.checked)}
      />
      <label htmlFor={id}>{speedTexts.send}</label>
      <p id={`${id}-hint`} className={styles.quiet}>
        {speedTexts.sendHint}
      </p>
      {!isKept && <p role="alert">{speedTexts.notKept}</p>}
    </div>
  )
}
