import type { Ref } from 'react'
import { Button } from '#ui/button.tsx'
import { compareTexts } from '#ui/texts/compare.ts'
import styles from './compare.module.css'
import type { ComparisonMode } from './use-comparison-mode.ts'

interface ComparisonNoteProps {
  readonly ref: Ref<HTMLDivElement>
  readonly mode: ComparisonMode
  /** Where all pictures are of one. */
  readonly prompt: string | undefined
  readonly hasVotes: boolean
  readonly onNoDifference: () => void
  readonly onReveal: () => void
  readonly onShowVotes: () => void
}

/** The prompt of the pictures, or how the vote on them stands. */
export function ComparisonNote(props: ComparisonNoteProps) {
  const { ref, mode, prompt = '', hasVotes, onNoDifference, onReveal, onShowVotes } = props
  const isBlind = mode.kind === 'blind'
  return (
    // Takes the focus after a vote, whose button is gone then.
    <div ref={ref} className={styles.note} tabIndex={-1}>
      <p className={mode.kind === 'open' ? styles.prompt : styles.told} aria-live="polite">
        {mode.kind === 'open' ? prompt : sentenceOf(mode)}
      </p>
      <div className={styles.answers}>
        {isBlind && mode.voting.kind === 'open' && (
          <Button label={compareTexts.noDifference} onClick={onNoDifference} />
        )}
        {isBlind && <Button look="quiet" label={compareTexts.reveal} onClick={onReveal} />}
        {!isBlind && hasVotes && <Button look="quiet" label={compareTexts.votes.title} onClick={onShowVotes} />}
      </div>
    </div>
  )
}

function sentenceOf(mode: Exclude<ComparisonMode, { kind: 'open' }>): string {
  if (mode.kind === 'blind') {
    return mode.voting.kind === 'open' ? compareTexts.hidden : compareTexts.closed[mode.voting.reason]
  }
  const chosen = mode.best === undefined ? compareTexts.choseNone : compareTexts.chosen(mode.best.modelLabel)
  return mode.isKept ? chosen : `${chosen} ${compareTexts.notKept}`
}
