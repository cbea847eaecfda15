import type { KeyboardEvent, RefObject } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { countChars, normalizePrompt } from '#contract/prompt.ts'
import { texts } from '#ui/texts/en.ts'
import { Countdown } from './countdown.tsx'
import styles from './create.module.css'
import type { CreateError } from './use-create.ts'

interface PromptFieldProps {
  readonly ref: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly error: CreateError | undefined
  readonly onType: (text: string) => void
  readonly onSend: () => void
}

/** Keeps every text whole and says how much is over. It is never disabled, and grows without measuring. */
export function PromptField({ ref, text, error, onType, onSend }: PromptFieldProps) {
  function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    // While a word is being composed, Enter belongs to the input method; 229 is what WebKit tells of its last one.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    event.preventDefault()
    if (!event.repeat) onSend()
  }
  return (
    <div className={styles.grow} data-value={text}>
      <textarea
        ref={ref}
        id="prompt"
        className={styles.prompt}
        value={text}
        rows={2}
        aria-describedby="prompt-counter prompt-message"
        aria-invalid={isOver(text) || error?.problem === 'empty'}
        enterKeyHint="enter"
        onChange={(event) => onType(event.target.value)}
        onKeyDown={sendByKey}
      />
    </div>
  )
}

export function PromptCounter({ text }: { text: string }) {
  const chars = countChars(normalizePrompt(text))
  const over = chars - LIMITS.maxPromptChars
  return (
    <span id="prompt-counter" className={over > 0 ? styles.counterOver : styles.counter}>
      {texts.prompt.counter(chars, LIMITS.maxPromptChars)}
      {over > 0 && `. ${texts.prompt.counterOver(over)}`}
    </span>
  )
}

/** The hint, or what keeps the prompt from being sent. Its line is always there. */
export function PromptMessage({ text, error }: { text: string; error: CreateError | undefined }) {
  const over = countChars(normalizePrompt(text)) - LIMITS.maxPromptChars
  const sentence = error?.text ?? (over > 0 ? texts.prompt.overLimit(over, LIMITS.maxPromptChars) : undefined)
  if (sentence !== undefined) {
    return (
      <p id="prompt-message" className={styles.error}>
        {sentence}
        {error?.until !== undefined && <Countdown until={error.until} />}
        {error?.errorId !== undefined && (
          <span className={styles.errorId}>
            {texts.common.errorId}: {error.errorId}
          </span>
        )}
      </p>
    )
  }
  return (
    <p id="prompt-message" className={styles.hint}>
      {texts.prompt.hint} <span className={styles.keys}>{texts.prompt.hintKeys}</span>
    </p>
  )
}

function isOver(text: string): boolean {
  return countChars(normalizePrompt(text)) > LIMITS.maxPromptChars
}
