import { type ChangeEvent, useRef, useState } from 'react'
import { CopyError } from '#offline/read-copy.ts'
import { saveBlob } from '#platform/save-file.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

/** Everything of this device as one file, and back. */
export function DeviceCopy() {
  const { device, now, announce, reportError } = useServices()
  const picker = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<{ readonly text: string; readonly isTaken: boolean }>()

  function say(text: string, isTaken = false): void {
    setOutcome({ text, isTaken })
    announce(text)
  }

  async function save() {
    try {
      const day = new Date(now()).toISOString().slice(0, 10)
      saveBlob(await device.writeCopy(), settingsTexts.fileName(day))
      say(settingsTexts.exported)
    } catch (error) {
      reportError({ error, where: 'settings' })
      say(settingsTexts.notExported)
    }
  }

  async function take({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    if (file === undefined) return
    try {
      const { unreadable, ...found } = await device.readCopy(file)
      const more = unreadable > 0 ? ` ${settingsTexts.unreadable(unreadable)}` : ''
      say(settingsTexts.taken(found) + more, true)
    } catch (error) {
      if (error instanceof CopyError) return say(error.reason === 'newer' ? settingsTexts.newer : settingsTexts.noCopy)
      reportError({ error, where: 'settings' })
      say(settingsTexts.notTaken, true)
    } finally {
      // The same file again is a choice too.
      target.value = ''
    }
  }

  return (
    <>
      <p className={styles.quiet}>{settingsTexts.copyNote}</p>
      <div className={styles.buttons}>
        <Button icon={LATER_ICONS.download} label={settingsTexts.export} onClick={save} />
        <Button label={settingsTexts.import} onClick={() => picker.current?.click()} />
        <input ref={picker} type="file" accept=".jsonl" hidden onChange={take} />
      </div>
      {outcome !== undefined && <p>{outcome.text}</p>}
      {outcome?.isTaken && <Button label={settingsTexts.reload} onClick={() => location.reload()} />}
    </>
  )
}
