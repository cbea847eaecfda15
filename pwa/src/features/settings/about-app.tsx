import type { AppState } from '#platform/app-updates.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { appTexts } from '#ui/texts/app.ts'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

const sentences = (): Readonly<Record<AppState['update'], string | undefined>> => ({
  unknown: undefined,
  checking: settingsTexts.looking,
  current: settingsTexts.current,
  waiting: settingsTexts.waiting,
})

/** The version of the app, the next one, and its place among the installed ones. */
export function AboutApp() {
  const { updates, install } = useServices()
  const { update, readiness } = useObservable(updates.state)
  const installState = useObservable(install.state)
  const sentence = sentences()[update]
  return (
    <>
      {readiness !== undefined && <p>{settingsTexts.version(readiness.version)}</p>}
      {sentence !== undefined && <p>{sentence}</p>}
      {installState === 'by-hand' && <p>{appTexts.installByHand}</p>}
      <div className={styles.buttons}>
        {installState === 'offered' && <Button look="primary" label={appTexts.install} onClick={install.ask} />}
        {update === 'waiting' ? (
          <Button look="primary" label={appTexts.update} onClick={updates.apply} />
        ) : (
          readiness !== undefined && <Button label={settingsTexts.look} onClick={updates.check} />
        )}
      </div>
    </>
  )
}
