import { type ReactNode, useLayoutEffect, useRef } from 'react'
import styles from './dialog.module.css'

interface DialogProps {
  readonly label: string
  /** Escape, the browser's back gesture or a press beside the dialog. */
  readonly onClose: () => void
  readonly className?: string | undefined
  /** It takes the whole window. */
  readonly isFull?: boolean
  readonly children: ReactNode
}

/** A native modal dialog, open for as long as it is rendered. The focus goes back to where it came from. */
export function Dialog({ label, onClose, className, isFull = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    // Closed while it still stands in the page: only then does the browser give the focus back.
    return () => dialog?.close()
  }, [])
  return (
    // The press beside the dialog is an extra; Escape and the button "Close" do the same by keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={ref}
      className={[styles.dialog, isFull && styles.full, className].filter(Boolean).join(' ')}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.body}>{children}</div>
    </dialog>
  )
}
