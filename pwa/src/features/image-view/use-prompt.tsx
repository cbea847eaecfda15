import { useState } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { ADDRESSES } from '#platform/addresses.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './image-view.module.css'

/** Puts a prompt into the box on Create. Another text that stands there is never replaced without a question. */
export function UsePromptButton({ prompt }: { prompt: string }) {
  const { draft } = useServices()
  const [isAsking, setIsAsking] = useState(false)

  function use() {
    draft.setText(prompt)
    navigate(ADDRESSES.create)
    scrollTo(0, 0)
  }

  function press() {
    const { text } = draft.state.get()
    if (text.trim() === '' || text === prompt) use()
    else setIsAsking(true)
  }

  return (
    <>
      <Button look="primary" icon="create" label={texts.image.usePrompt} onClick={press} />
      {isAsking && (
        <Dialog label={texts.image.replace} onClose={() => setIsAsking(false)}>
          <h2 className={styles.question}>{texts.image.replace}</h2>
          <p>{texts.image.replaceText}</p>
          <div className={styles.actions}>
            <Button look="primary" label={texts.image.replaceYes} onClick={use} />
            <Button label={texts.image.replaceNo} onClick={() => setIsAsking(false)} />
          </div>
        </Dialog>
      )}
    </>
  )
}
