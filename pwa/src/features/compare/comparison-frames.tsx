import type { Ref } from 'react'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { compareTexts } from '#ui/texts/compare.ts'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { FrameCaption } from './frame-caption.tsx'
import styles from './frames.module.css'
import { containedWidth, type FrameLayout, layoutFrames, type Room } from './layout-frames.ts'
import { PictureFrame } from './picture-frame.tsx'
import type { ComparisonMode } from './use-comparison-mode.ts'

interface ComparisonFramesProps {
  readonly ref: Ref<HTMLOListElement>
  readonly pictures: readonly ComparePicture[]
  /** The one that is shown in the place of all. */
  readonly alone: ComparePicture | undefined
  /** Undefined until it is measured, before anything is painted. */
  readonly room: Room | undefined
  /** Shapes of the pictures that are shown. */
  readonly ratios: readonly number[]
  readonly scale: number
  readonly mode: ComparisonMode
  readonly isPromptShown: boolean
  readonly onSeen: (picture: ComparePicture, isSeen: boolean) => void
  readonly onMove: (picture: ComparePicture, by: -1 | 1) => void
  readonly onVote: (picture: ComparePicture) => void
  readonly onScroll: () => void
}

/** The pictures in their order: in a grid, or one at a time where the window is narrow. */
export function ComparisonFrames(props: ComparisonFramesProps) {
  const { ref, pictures, alone, room, ratios, scale, mode, onMove, onVote } = props
  const layout = room && layoutFrames(room, ratios)
  const isBlind = mode.kind === 'blind'
  const candidates = isBlind && mode.voting.kind === 'open' ? mode.voting.candidates : []
  return (
    <ol
      ref={ref}
      className={styles.frames}
      data-layout={layout?.kind}
      style={layout && sizesOf(layout)}
      aria-label={compareTexts.pictures}
      onScroll={props.onScroll}
    >
      {layout !== undefined &&
        pictures.map((picture, index) => (
          <li
            key={`${picture.jobId}/${picture.run}`}
            className={styles.item}
            hidden={alone !== undefined && picture !== alone}
          >
            <PictureFrame
              picture={picture}
              alt={altOf(picture, index + 1, isBlind)}
              pixels={containedWidth(layout.frame, picture.width / picture.height) * scale * devicePixelRatio}
              onSeen={props.onSeen}
            />
            <FrameCaption
              {...{ picture, isBlind }}
              place={index + 1}
              total={pictures.length}
              isBest={mode.kind === 'voted' && mode.best === picture}
              isPromptShown={props.isPromptShown}
              onMove={(by) => onMove(picture, by)}
              onVote={candidates.includes(picture) ? () => onVote(picture) : undefined}
            />
          </li>
        ))}
    </ol>
  )
}

function sizesOf({ columns, frame }: FrameLayout) {
  return { '--columns': columns, '--frame-width': `${frame.width}px`, '--frame-height': `${frame.height}px` }
}

function altOf({ modelLabel, prompt, isSketch }: ComparePicture, place: number, isBlind: boolean): string {
  if (isBlind) return compareTexts.alt(place, prompt, isSketch ? texts.models.sketch : '')
  return pictureTexts.picture.alt(modelLabel, prompt)
}
