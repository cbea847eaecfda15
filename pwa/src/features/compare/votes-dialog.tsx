import { lazy, Suspense, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { compareTexts } from '#ui/texts/compare.ts'
import { texts } from '#ui/texts/en.ts'
import type { DeviceVotes } from './use-votes.ts'
import { VoteTables } from './vote-tables.tsx'
import styles from './votes.module.css'

/** Rarely asked. */
const Question = lazy(async () => ({ default: (await import('#ui/question.tsx')).Question }))

/** What the votes of this device say, and the way to remove them. */
export function VotesDialog({ votes: store, onClose }: { votes: DeviceVotes; onClose: () => void }) {
  const words = compareTexts.votes
  const { isRead, votes } = store
  const [isAsking, setIsAsking] = useState(false)
  const [told, setTold] = useState('')

  async function clear() {
    setIsAsking(false)
    setTold((await store.clear()) ? words.cleared : words.notCleared)
  }

  return (
    <Dialog label={words.title} onClose={onClose} className={styles.dialog}>
      <div className={styles.head}>
        <h2 className={styles.title}>{words.title}</h2>
        <Button look="quiet" icon={LATER_ICONS.close} iconOnly label={texts.common.close} onClick={onClose} />
      </div>
      <p className={styles.quiet}>{words.note}</p>
      {!isRead && <p className={styles.error}>{words.unreadable}</p>}
      {votes.length > 0 && <VoteTables votes={votes} />}
      {isRead && votes.length === 0 && told === '' && <p>{words.none}</p>}
      <p aria-live="polite">{told}</p>
      {votes.length > 0 && <Button label={words.clear} onClick={() => setIsAsking(true)} />}
      {isAsking && (
        <Suspense>
          <Question
            title={words.clearQuestion}
            text={words.clearText}
            yes={words.clearYes}
            no={words.clearNo}
            onYes={clear}
            onNo={() => setIsAsking(false)}
          />
        </Suspense>
      )}
    </Dialog>
  )
}
