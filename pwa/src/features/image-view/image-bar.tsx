import { SaidHere } from '#platform/said-here.tsx'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './image-view.module.css'

interface ImageBarProps {
  /** Counted from 0. */
  readonly index: number
  /** 0 while nothing is known of it. */
  readonly total: number
  readonly onStep: (by: number) => void
  readonly onClose: () => void
}

/** The way through the pictures, and out. */
export function ImageBar({ index, total, onStep, onClose }: ImageBarProps) {
  const common = { look: 'quiet', iconOnly: true } as const
  return (
    <div className={styles.bar}>
      <Button
        {...common}
        icon={LATER_ICONS.close}
        label={texts.common.close}
        className={styles.close}
        onClick={onClose}
      />
      <Button
        {...common}
        icon={LATER_ICONS.previous}
        label={pictureTexts.image.previous}
        aria-disabled={index === 0}
        onClick={() => onStep(-1)}
      />
      <span className={styles.place}>{total > 0 && pictureTexts.image.place(index + 1, total)}</span>
      <Button
        {...common}
        icon={LATER_ICONS.next}
        label={pictureTexts.image.next}
        aria-disabled={index >= total - 1}
        onClick={() => onStep(1)}
      />
      <SaidHere className={styles.said} />
    </div>
  )
}
