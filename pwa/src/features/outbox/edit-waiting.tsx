import { useId, useState } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { countChars, normalizePrompt } from '#contract/prompt.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { actionOf } from '#ui/keys/action-of.ts'
import { WAITING_TEXT_KEYS } from '#ui/keys/later-keys.ts'
import { texts } from '#ui/texts/en.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import styles from './outbox.module.css'

/** The text of a waiting prompt, to be changed in its place. What is not saved changes nothing. */
export function EditWaiting({ record, onDone }: { record: PromptRecord; onDone: () => void }) {
  const { outbox, announce, reportError } = useServices()
  const messageId = useId()
  const [text, setText] = useState(record.about.prompt)
  const [trouble, setTrouble] = useState<string>()
  const chars = countChars(normalizePrompt(text))
  const over = chars - LIMITS.maxPromptChars
  const problem = over > 0 ? texts.prompt.overLimit(over, LIMITS.maxPromptChars) : trouble

  /** The box goes with the focus in it: it goes back to where the editing began. A prompt that is sent anew has a new id. */
  function close(id: string) {
    onDone()
    setTimeout(() => document.getElementById(`edit-${id}`)?.focus())
  }

  async function save() {
    if (over > 0) return
    if (chars === 0) return setTrouble(texts.prompt.empty)
    try {
      const edited = await outbox.edit(record.id, text)
      if (edited === undefined) return setTrouble(outboxTexts.tooLate)
      announce(outboxTexts.saved)
      close(edited.id)
    } catch (error) {
      reportError({ error, where: 'outbox' })
      setTrouble(texts.send.notSaved)
    }
  }

  return (
    <div className={styles.edit}>
      <textarea
        aria-label={outboxTexts.waitingText}
        aria-describedby={messageId}
        aria-invalid={problem !== undefined}
        className={styles.textarea}
        rows={4}
        // The press that opened it asked for it.
        // biome-ignore lint/a11y/noAutofocus: the focus follows the press on Edit
        autoFocus
        // Behind the text, where most go on to write.
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setTrouble(undefined)
        }}
        onKeyDown={(event) => {
          const action = event.nativeEvent.isComposing ? undefined : actionOf(WAITING_TEXT_KEYS, event)
          if (action !== undefined) event.preventDefault()
          if (action === 'discard') close(record.id)
          // Its failure is said beside the text.
          if (action === 'save' && !event.repeat) void save()
        }}
      />
      <p id={messageId} className={styles.needs}>
        {problem}
      </p>
      <div className={styles.buttons}>
        <Button look="primary" label={outboxTexts.save} onClick={save} />
        <Button label={outboxTexts.discard} onClick={() => close(record.id)} />
      </div>
    </div>
  )
}
