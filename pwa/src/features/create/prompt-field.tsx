import type { KeyboardEvent, RefObject } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { countChars, normalizePrompt } from '#contract/prompt.ts'
import { useServices } from '#platform/services-context.tsx'
import { useIsOnline } from '#platform/use-is-online.ts'
import { useNow } from '#platform/use-now.ts'
import { useObservable } from '#platform/use-observable.ts'
import { actionOf } from '#ui/keys/action-of.ts'
import { PROMPT_KEYS, RECALL_KEYS } from '#ui/keys/first-keys.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './create.module.css'
import type { CreateError } from './use-create.ts'

interface PromptFieldProps {
  readonly ref: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly error: CreateError | undefined
  readonly onType: (text: string) => void
  readonly onSend: () => void
  /** The arrow up in an empty box. */
  readonly onRecall: (box: HTMLTextAreaElement) => void
}

/** Keeps every text whole and says how much is over. It is never disabled, and grows without measuring. */
export function PromptField({ ref, text, error, onType, onSend, onRecall }: PromptFieldProps) {
  function pressKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (actionOf(RECALL_KEYS, event) === 'older' && text === '') onRecall(event.currentTarget)
    if (actionOf(PROMPT_KEYS, event) === undefined) return
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
        onKeyDown={pressKey}
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

/** The hint, or what keeps the prompt from being sent, or from being sent now. Its line is always there. */
export function PromptMessage({ text, error }: { text: string; error: CreateError | undefined }) {
  const over = countChars(normalizePrompt(text)) - LIMITS.maxPromptChars
  const sentence = error?.text ?? (over > 0 ? texts.prompt.overLimit(over, LIMITS.maxPromptChars) : undefined)
  const delay = useDelay()
  if (sentence !== undefined || delay !== undefined) {
    return (
      <p id="prompt-message" className={sentence === undefined ? styles.hint : styles.error}>
        {sentence ?? delay}
      </p>
    )
  }
  return (
    <p id="prompt-message" className={styles.hint}>
      {texts.prompt.hint} <span className={styles.keys}>{texts.prompt.hintKeys}</span>
    </p>
  )
}

/** Why a prompt would wait if it were sent now. */
function useDelay(): string | undefined {
  const { outbox, now } = useServices()
  const { limitUntil } = useObservable(outbox.state).queue
  const mayBeLimited = limitUntil > now()
  const isLimited = limitUntil > useNow(mayBeLimited) && mayBeLimited
  const isOnline = useIsOnline()
  if (isLimited) return texts.send.limitUntil(limitUntil)
  return isOnline ? undefined : texts.send.offline
}

function isOver(text: string): boolean {
  return countChars(normalizePrompt(text)) > LIMITS.maxPromptChars
}
