import { Button } from '#ui/button.tsx'
import { priceText } from '#ui/price-text.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './create.module.css'
import type { Offer } from './prompt-options.ts'

/** The button with what a press asks for and costs. It can always be pressed; a press that cannot send says why. */
export function GenerateButton({ offer }: { offer: Offer }) {
  return (
    <div className={styles.send}>
      <p id="generate-price" className={styles.price}>
        {describe(offer)}
      </p>
      <Button
        type="submit"
        look="primary"
        label={texts.send.generate}
        aria-describedby="generate-price"
        aria-keyshortcuts="Control+Enter Meta+Enter"
      />
    </div>
  )
}

function describe({ models, chosen }: Offer): string {
  if (models === undefined) return texts.send.defaultModels
  if (chosen.length === 0) return texts.send.models(0)
  return `${texts.send.models(chosen.length)}, ${priceText(chosen)}`
}
