import { type ReactNode, type RefObject, Suspense, useState } from 'react'
import { loadPart } from '#platform/load-screen.ts'
import { useServices } from '#platform/services-context.tsx'
import { useIsOnline } from '#platform/use-is-online.ts'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './create.module.css'
import room from './panel-room.module.css'
import type { Improve } from './use-improve.ts'

/** Most prompts are sent as they are: the panel is no part of the first screen. */
const ImprovePanel = loadPart(
  async () => (await import('./improve-panel.tsx')).ImprovePanel,
  ({ onKeep }) => (
    <>
      <p>{texts.improve.failed}</p>
      <Button label={texts.improve.keep} onClick={onKeep} />
    </>
  ),
)

interface ImprovePromptProps {
  readonly improve: Improve
  /** As it stands in the box, which may change while the panel is open. */
  readonly text: string
  readonly box: RefObject<HTMLTextAreaElement | null>
  /** Whether the text can be improved; says why where it cannot. */
  readonly isReady: () => boolean
  readonly onType: (text: string) => void
  /** What is said under the box. */
  readonly children: ReactNode
}

/** The line under the box with the button, and the panel that a press opens. The box changes only by "Use improved". */
export function ImprovePrompt({ improve, text, box, isReady, onType, children }: ImprovePromptProps) {
  const { announce } = useServices()
  const isOnline = useIsOnline()
  const [used, setUsed] = useState<{ readonly before: string; readonly improved: string }>()
  const { improvement } = improve

  async function press() {
    if (!isOnline) announce(texts.improve.needsNetwork)
    else if (isReady()) await improve.start(text)
  }

  function fill(next: string, sentence: string) {
    onType(next)
    announce(sentence)
    box.current?.focus({ preventScroll: true })
  }

  return (
    <>
      <div className={styles.foot}>
        {children}
        {used?.improved === text && (
          <Button look="quiet" label={texts.improve.undo} onClick={() => fill(used.before, texts.improve.undone)} />
        )}
        <Button
          id="improve"
          label={texts.improve.improve}
          onClick={press}
          {...(!isOnline && { 'aria-disabled': true, 'aria-describedby': 'improve-hint' })}
        />
        <span id="improve-hint" hidden>
          {texts.improve.needsNetwork}
        </span>
      </div>
      {improvement !== undefined && (
        <div className={room.room}>
          <Suspense>
            <ImprovePanel
              improvement={improvement}
              onUse={(improved) => {
                setUsed({ before: text, improved })
                improve.close()
                fill(improved, texts.improve.used)
              }}
              onKeep={() => {
                improve.close()
                document.getElementById('improve')?.focus()
              }}
            />
          </Suspense>
        </div>
      )}
    </>
  )
}
