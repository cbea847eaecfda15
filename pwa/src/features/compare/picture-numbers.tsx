import { Button } from '#ui/button.tsx'
import { compareTexts } from '#ui/texts/compare.ts'
import styles from './compare.module.css'

interface PictureNumbersProps {
  readonly total: number
  /** The one that is seen alone. */
  readonly shown: number | undefined
  readonly onShow: (index: number) => void
}

/** One button for each picture: shows it alone, and all again; in a strip it goes there. */
export function PictureNumbers({ total, shown, onShow }: PictureNumbersProps) {
  return (
    <div className={styles.numbers}>
      {Array.from({ length: total }, (_picture, index) => (
        <Button
          // Its place is all that makes it what it is.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          look="quiet"
          className={styles.number}
          label={`${index + 1}`}
          aria-label={compareTexts.show(index + 1)}
          aria-pressed={shown === index}
          onClick={() => onShow(index)}
        />
      ))}
    </div>
  )
}
