import { useEffect, useState } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

/** Off until it is switched on, which is heard at once. */
export function SoundSwitch() {
  const { device, announce, reportError } = useServices()
  const [isOn, setIsOn] = useState(false)

  useEffect(() => {
    device
      .soundChoice()
      .then((choice) => choice.read())
      .then(setIsOn, (error: unknown) => reportError({ error, where: 'sounds', level: 'WARNING' }))
  }, [device, reportError])

  async function change(next: boolean) {
    setIsOn(next)
    try {
      await (await device.soundChoice()).write(next)
      if (next) await (await device.openSounds()).play('finished')
    } catch (error) {
      reportError({ error, where: 'sounds', level: 'WARNING' })
      setIsOn(!next)
      announce(settingsTexts.notChanged)
    }
  }

  return (
    <>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby="sounds-note"
          onChange={(event) => change(event.target.checked)}
        />
        {settingsTexts.soundsOn}
      </label>
      <p id="sounds-note" className={styles.quiet}>
        {settingsTexts.soundsNote}
      </p>
    </>
  )
}
