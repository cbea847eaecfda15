import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './question.module.css'

interface QuestionProps {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
  readonly onYes: () => void
  readonly onNo: () => void
}

/** Asked before something would be lost. Escape means no. */
export function Question({ title, text, yes, no, onYes, onNo }: QuestionProps) {
  return (
    <Dialog label={title} onClose={onNo}>
      <h2 className={styles.title}>{title}</h2>
      <p>{text}</p>
      <div className={styles.actions}>
        <Button look="primary" label={yes} onClick={onYes} />
        <Button label={no} onClick={onNo} />
      </div>
    </Dialog>
  )
}
