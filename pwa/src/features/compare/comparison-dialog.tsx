import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { Dialog } from '#ui/dialog.tsx'
import { compareTexts } from '#ui/texts/compare.ts'
import styles from './compare.module.css'
import { ComparisonBar } from './comparison-bar.tsx'
import { ComparisonFrames } from './comparison-frames.tsx'
import { ComparisonNote } from './comparison-note.tsx'
import { PictureNumbers } from './picture-numbers.tsx'
import { useComparisonKeys } from './use-comparison-keys.ts'
import { useComparisonMode } from './use-comparison-mode.ts'
import { useShownPicture } from './use-shown-picture.ts'
import { useVotes } from './use-votes.ts'
import { useZoom } from './use-zoom.ts'
import { VotesDialog } from './votes-dialog.tsx'

interface ComparisonDialogProps {
  /** 2 to 6 of them. */
  readonly pictures: readonly ComparePicture[]
  readonly onClose: () => void
}

/** Pictures side by side, whole, under one view. */
export function ComparisonDialog({ pictures: given, onClose }: ComparisonDialogProps) {
  const votes = useVotes()
  const { pictures, mode, move, toggleBlind, noteSeen, vote } = useComparisonMode(given, votes)
  const list = useRef<HTMLOListElement>(null)
  const note = useRef<HTMLDivElement>(null)
  const [isShowingVotes, setIsShowingVotes] = useState(false)
  const { room, alone, shown, show, watchStrip } = useShownPicture(list, pictures)
  const ratios = useMemo(() => (alone === undefined ? pictures : [alone]).map(ratioOf), [alone, pictures])
  const zoom = useZoom(
    list,
    useMemo(() => ({ ratios, room }), [ratios, room]),
  )
  const [told, setTold] = useState('')
  useComparisonKeys({ list, zoom, show, total: pictures.length, shown })

  const isBlind = mode.kind === 'blind'
  useLayoutEffect(() => {
    // A strip would follow the picture that it showed, and tell where it is now.
    if (isBlind) list.current?.scrollTo({ left: 0, behavior: 'instant' })
  }, [isBlind])

  function moveAndTell(picture: ComparePicture, by: -1 | 1) {
    move(picture, by)
    setTold(compareTexts.moved(pictures.indexOf(picture) + by + 1, pictures.length))
  }

  /** The pressed button goes, and the focus with it. */
  function answer(act: () => unknown) {
    act()
    note.current?.focus()
  }

  return (
    <Dialog label={compareTexts.title} onClose={onClose} isFull>
      <div className={styles.layout}>
        <ComparisonBar total={pictures.length} {...{ zoom, onClose }} isBlind={isBlind} onToggleBlind={toggleBlind} />
        <ComparisonNote
          ref={note}
          mode={mode}
          hasVotes={votes.votes.length > 0}
          prompt={promptOf(pictures)}
          onNoDifference={() => answer(vote)}
          onReveal={() => answer(toggleBlind)}
          onShowVotes={() => setIsShowingVotes(true)}
        />
        <PictureNumbers total={pictures.length} shown={shown} onShow={show} />
        <div className={styles.stage}>
          <ComparisonFrames
            ref={list}
            {...{ pictures, alone, room, ratios, mode }}
            scale={zoom.scale}
            isPromptShown={promptOf(pictures) === undefined}
            onSeen={noteSeen}
            onMove={moveAndTell}
            onVote={(picture) => answer(() => vote(picture))}
            onScroll={watchStrip}
          />
        </div>
        <p className="sr-only" aria-live="polite">
          {told}
        </p>
      </div>
      {isShowingVotes && <VotesDialog votes={votes} onClose={() => setIsShowingVotes(false)} />}
    </Dialog>
  )
}

function ratioOf({ width, height }: ComparePicture): number {
  return width / height
}

/** The prompt that all pictures share. */
function promptOf(pictures: readonly ComparePicture[]): string | undefined {
  const prompts = new Set(pictures.map(({ prompt }) => prompt))
  return prompts.size === 1 ? pictures[0]?.prompt : undefined
}
