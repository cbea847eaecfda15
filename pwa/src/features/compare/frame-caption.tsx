import type { ComparePicture } from '#platform/compare-picture.ts'
import { Button } from '#ui/button.tsx'
import { costText } from '#ui/cost-text.ts'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { compareTexts } from '#ui/texts/compare.ts'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './frames.module.css'

interface FrameCaptionProps {
  readonly picture: ComparePicture
  /** From 1. */
  readonly place: number
  readonly total: number
  readonly isBlind: boolean
  readonly isBest: boolean
  /** Set where the pictures are of different prompts. */
  readonly isPromptShown: boolean
  readonly onMove: (by: -1 | 1) => void
  /** Set where this picture may be voted for. */
  readonly onVote: (() => void) | undefined
}

/** Whose picture it is, or the vote for it while that is hidden; and its place among the others. */
export function FrameCaption(props: FrameCaptionProps) {
  const { picture, place, total, isBlind, onMove, onVote } = props
  return (
    <div className={styles.caption}>
      {onVote === undefined ? (
        <div className={styles.about}>
          <h3 className={styles.model}>
            <span className={styles.place}>{place}</span> {isBlind ? '' : picture.modelLabel}
          </h3>
          <p className={styles.facts}>{factsOf(props).join(' · ')}</p>
        </div>
      ) : (
        <Button
          className={styles.vote}
          label={compareTexts.best}
          aria-description={compareTexts.picture(place)}
          onClick={onVote}
        />
      )}
      <div className={styles.moves}>
        <Button
          look="quiet"
          icon={LATER_ICONS.previous}
          iconOnly
          label={compareTexts.moveLeft}
          aria-disabled={place === 1}
          onClick={() => place > 1 && onMove(-1)}
        />
        <Button
          look="quiet"
          icon={LATER_ICONS.next}
          iconOnly
          label={compareTexts.moveRight}
          aria-disabled={place === total}
          onClick={() => place < total && onMove(1)}
        />
      </div>
    </div>
  )
}

/** Time and price would give the model away; that a sketch is none of AI is said whatever else is hidden. */
function factsOf({ picture, isBlind, isBest, isPromptShown }: FrameCaptionProps): readonly string[] {
  const { durationMs, cost, isSketch, prompt } = picture
  return [
    ...(isBest ? [compareTexts.yourChoice] : []),
    ...(isBlind || durationMs === undefined ? [] : [pictureTexts.results.duration(durationMs)]),
    ...(isBlind || cost === undefined ? [] : [costText(cost)]),
    // Otherwise it stands in the name.
    ...(isBlind && isSketch ? [texts.models.sketch] : []),
    ...(isPromptShown ? [prompt] : []),
  ]
}
