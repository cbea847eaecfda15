import { useId } from 'react'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import type { ComparePicture } from './compare-picture.ts'
import { COMPARE_LIMITS } from './compare-pictures-of.ts'
import { useServices } from './services-context.tsx'

interface CompareButtonProps {
  readonly pictures: readonly ComparePicture[]
  readonly onCompare: (pictures: readonly ComparePicture[]) => void
}

/** Puts pictures side by side; with too few or too many of them it says why it does not. */
export function CompareButton({ pictures, onCompare }: CompareButtonProps) {
  const { announce } = useServices()
  const reasonId = useId()
  const isPossible = pictures.length >= COMPARE_LIMITS.fewest && pictures.length <= COMPARE_LIMITS.most
  return (
    <>
      <Button
        look="quiet"
        icon={LATER_ICONS.compare}
        label={pictureTexts.compare.label}
        aria-disabled={!isPossible}
        {...(!isPossible && { 'aria-describedby': reasonId })}
        onClick={() => (isPossible ? onCompare(pictures) : announce(pictureTexts.compare.reason))}
      />
      {!isPossible && (
        <span id={reasonId} className="sr-only">
          {pictureTexts.compare.reason}
        </span>
      )}
    </>
  )
}
