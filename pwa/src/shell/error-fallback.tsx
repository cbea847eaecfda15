import { useEffect } from 'react'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './shell.module.css'

interface ErrorFallbackProps {
  readonly errorId: string | undefined
  readonly onTryAgain: () => void
}

export function ErrorFallback({ errorId, onTryAgain }: ErrorFallbackProps) {
  return (
    <div className={styles.notice} role="alert">
      <PageName />
      <p>{texts.broken.text}</p>
      <p className={styles.errorId}>
        {texts.common.errorId}: {errorId ?? '…'}
      </p>
      <div className={styles.actions}>
        <Button look="primary" label={texts.broken.tryAgain} onClick={onTryAgain} />
        <Button label={texts.broken.reload} onClick={() => location.reload()} />
      </div>
    </div>
  )
}

interface MissingPartProps {
  /** The network is back: it may come now. */
  readonly onNetwork: () => void
}

/** A part that never came: nothing is broken. It comes with the network, or with another load of the page. */
export function MissingPart({ onNetwork }: MissingPartProps) {
  useEffect(() => {
    addEventListener('online', onNetwork)
    return () => removeEventListener('online', onNetwork)
  })
  return (
    <div className={styles.notice} role="alert">
      <PageName />
      <p>{navigator.onLine ? texts.broken.tooOld : texts.broken.notHere}</p>
      <Button look="primary" label={texts.broken.reload} onClick={() => location.reload()} />
    </div>
  )
}

/** The screen went with its heading; who goes from heading to heading still finds where they are. */
function PageName() {
  return <h1 className="sr-only">{texts.app.name}</h1>
}
