import { lazy, Suspense, useState } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { Button } from '#ui/button.tsx'
import type { IconName } from '#ui/icon.tsx'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { ADDRESSES } from './addresses.ts'
import { useServices } from './services-context.tsx'

/** Rarely asked, so that it is no part of the first screen. */
const Question = lazy(async () => ({ default: (await import('#ui/question.tsx')).Question }))

interface PromptButtonProps {
  readonly prompt: string
  readonly label: string
  readonly look?: 'primary' | 'plain' | 'quiet'
  readonly icon?: IconName
  /** What else changes with the prompt, for example the chosen models. */
  readonly onUse?: () => void
}

/** Puts a prompt into the box on Create. Another text that stands there is never replaced without a question. */
export function PromptButton({ prompt, label, look = 'plain', icon, onUse }: PromptButtonProps) {
  const { draft } = useServices()
  const [isAsking, setIsAsking] = useState(false)

  function use() {
    setIsAsking(false)
    draft.setText(prompt)
    onUse?.()
    navigate(ADDRESSES.create)
    scrollTo(0, 0)
    // Where the box stands already it gets the focus; a screen that is still to come sets its own.
    document.getElementById('prompt')?.focus()
  }

  function press() {
    const { text } = draft.state.get()
    if (text.trim() === '' || text === prompt) use()
    else setIsAsking(true)
  }

  return (
    <>
      <Button look={look} {...(icon && { icon })} label={label} onClick={press} />
      {isAsking && (
        <Suspense>
          <Question
            title={pictureTexts.image.replace}
            text={pictureTexts.image.replaceText}
            yes={pictureTexts.image.replaceYes}
            no={pictureTexts.image.replaceNo}
            onYes={use}
            onNo={() => setIsAsking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
