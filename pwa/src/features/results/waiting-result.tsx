import { viewOfPrompt } from '#offline/job-view.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import { ADDRESSES } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { PromptButton } from '#platform/prompt-button.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useWaiting } from '#platform/use-waiting.ts'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { ResultCell } from './result-cell.tsx'
import styles from './results.module.css'

/** A prompt that the server has not accepted yet, in the place and the shape of its job. */
export function WaitingResult({ record }: { record: PromptRecord }) {
  const { outbox, announce } = useServices()
  const { text, isHeld = false } = useWaiting(record)
  const job = viewOfPrompt(record)
  const isFailed = record.state === 'failed'

  async function cancel() {
    await outbox.cancel(record.id)
    announce(outboxTexts.removed)
  }

  return (
    <div className={styles.job}>
      <header className={styles.head}>
        <h2 className={styles.count}>{text}</h2>
        <Button look="quiet" label={texts.common.cancel} onClick={cancel} />
      </header>
      <p className={styles.prompt}>{job.prompt}</p>
      {isHeld && (
        <Link href={ADDRESSES.outbox} className={styles.seeWaiting}>
          {outboxTexts.seeWaiting}
        </Link>
      )}
      {isFailed ? (
        <PromptButton prompt={job.prompt} label={pictureTexts.results.editPrompt} onUse={cancel} />
      ) : (
        <div className={styles.cells} data-count={Math.min(job.results.length, 4)}>
          {job.results.map((result) => (
            <ResultCell key={result.model} job={job} result={result} />
          ))}
        </div>
      )}
    </div>
  )
}
