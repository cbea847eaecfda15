import { useEffect, useState } from 'react'
import type { Keeping } from '#platform/device-storage.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

const sentences = (): Readonly<Record<Keeping, string>> => ({
  kept: settingsTexts.kept,
  'may-go': settingsTexts.mayGo,
  unknown: settingsTexts.unknown,
})

/** Whether the browser may remove what the app stores, and the way to ask it not to. */
export function KeepingData() {
  const { deviceStorage } = useServices()
  const [keeping, setKeeping] = useState<Keeping>()
  const [isRefused, setIsRefused] = useState(false)
  useEffect(() => {
    // A browser that cannot say is one that does not say.
    deviceStorage.keeping().then(setKeeping, () => setKeeping('unknown'))
  }, [deviceStorage])

  async function ask() {
    const answer = await deviceStorage.askToKeep()
    setKeeping(answer)
    setIsRefused(answer === 'may-go')
  }

  // Until the browser has answered there is the room of the answer that most give.
  const isAsking = keeping === undefined
  return (
    <div className={styles.keeping} data-asking={isAsking}>
      <p>{sentences()[keeping ?? 'may-go']}</p>
      {isRefused && <p role="alert">{settingsTexts.refused}</p>}
      {(isAsking || keeping === 'may-go') && <Button label={settingsTexts.askToKeep} onClick={ask} />}
    </div>
  )
}
