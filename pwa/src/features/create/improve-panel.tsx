import { useEffect, useState } from 'react'
import type { EnhanceAnswer } from '#contract/enhance.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { improveTexts } from '#ui/texts/improve.ts'
import { describeNoAnswer, describeReason } from './describe-improve-failure.ts'
import styles from './improve-panel.module.css'
import type { Improvement } from './use-improve.ts'

const LENGTHS = ['short', 'long'] as const
type Length = (typeof LENGTHS)[number]

interface ImprovePanelProps {
  readonly improvement: Improvement
  readonly onUse: (text: string) => void
  readonly onKeep: () => void
}

/** Both texts, for the person to choose. It is as high in each state, so that nothing moves when the answer comes. */
export function ImprovePanel({ improvement, onUse, onKeep }: ImprovePanelProps) {
  const { announce } = useServices()
  const [length, setLength] = useState<Length>('long')
  const { answer, news, reason } = outcomeOf(improvement)
  useEffect(() => announce(news), [announce, news])
  const hasChoice = answer !== undefined && answer.short !== answer.long

  return (
    <fieldset aria-label={improveTexts.label} className={styles.group}>
      <div className={styles.panel}>
        <h2 className={styles.name}>{improveTexts.original}</h2>
        <p className={styles.original}>{improvement.original}</p>
        <div className={styles.head}>
          <div>
            <h2 className={styles.name}>{improveTexts.improved}</h2>
            <p className={styles.by}>{answer && writerOf(answer)}</p>
          </div>
          {hasChoice && <LengthChoice length={length} onChoose={setLength} />}
        </div>
        <p className={styles.text}>{answer?.[length] ?? [news, reason].filter(Boolean).join(' ')}</p>
        <div className={styles.actions}>
          {answer !== undefined && (
            <Button look="primary" label={improveTexts.use} onClick={() => onUse(answer[length])} />
          )}
          <Button label={texts.improve.keep} onClick={onKeep} />
        </div>
      </div>
    </fieldset>
  )
}

interface Outcome {
  /** What is read out; the status line has room for two short lines. */
  readonly news: string
  readonly reason?: string | undefined
  /** Where there is a text to use. */
  readonly answer?: EnhanceAnswer
}

function outcomeOf(improvement: Improvement): Outcome {
  switch (improvement.state) {
    case 'improving':
      return { news: improveTexts.improving }
    case 'unanswered':
      return { news: texts.improve.failed, reason: describeNoAnswer(improvement.failure, improvement.at) }
    case 'answered': {
      const { answer } = improvement
      if (answer.source === 'fallback') return { news: texts.improve.failed, reason: describeReason(answer.reason) }
      return { answer, news: `${improveTexts.ready} ${writerOf(answer)}.` }
    }
    default:
      return improvement satisfies never
  }
}

function writerOf({ source, model }: EnhanceAnswer): string {
  return improveTexts.by(source === 'model' ? (model ?? improveTexts.languageModel) : undefined)
}

function LengthChoice({ length, onChoose }: { length: Length; onChoose: (length: Length) => void }) {
  return (
    <div role="radiogroup" aria-label={improveTexts.length} className={styles.lengths}>
      {LENGTHS.map((each) => (
        <label key={each} className={styles.length}>
          <input
            type="radio"
            name="improved-length"
            checked={each === length}
            onChange={() => onChoose(each)}
            // Enter in a form's field sends the form, and here that would send the prompt.
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault()
            }}
          />
          {improveTexts[each]}
        </label>
      ))}
    </div>
  )
}
