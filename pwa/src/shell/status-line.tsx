import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import styles from './shell.module.css'

/** The one place where the app says what happened, read out politely. Its room is always there. */
export function StatusLine() {
  const { statusLine } = useServices()
  return (
    <p role="status" className={styles.status}>
      {useObservable(statusLine)}
    </p>
  )
}
