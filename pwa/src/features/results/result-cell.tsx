import { useId, useState } from 'react'
import type { Result } from '#contract/job.ts'
import { SKETCH_PROVIDER } from '#contract/models.ts'
import type { JobView } from '#offline/job-view.ts'
import { useNow } from '#platform/use-now.ts'
import { costText } from '#ui/cost-text.ts'
import { describeWarning } from '#ui/describe-warning.ts'
import { Picture } from '#ui/picture.tsx'
import { texts } from '#ui/texts/en.ts'
import { outboxTexts } from '#ui/texts/outbox.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { DownloadButton } from './download-button.tsx'
import styles from './results.module.css'
import { RunFailure } from './run-failure.tsx'

/** About the width of a cell on each kind of window. */
const SIZES = '(min-width: 1200px) 400px, (min-width: 840px) 33vw, 50vw'

/** One model's part of a job. No other cell's change alters it. */
export function ResultCell({ job, result }: { job: JobView; result: Result }) {
  const labelId = useId()
  // Settled when the cell first appears: a picture of another shape is fitted into the box, which never moves.
  const [ratio] = useState(() => ratioOf(job))
  return (
    <article className={styles.cell} aria-labelledby={labelId}>
      {result.status === 'completed' ? (
        <Picture
          image={result.image}
          ratio={ratio}
          sizes={SIZES}
          loading="eager"
          alt={pictureTexts.picture.alt(result.label, job.prompt)}
        />
      ) : (
        <div className={styles.box} style={{ aspectRatio: ratio }}>
          <CellState job={job} result={result} />
        </div>
      )}
      <div className={styles.foot}>
        <div>
          <h3 id={labelId} className={styles.model}>
            {result.label}
          </h3>
          <p className={styles.quiet}>{factsOf(result).join(' · ')}</p>
          {result.provider === SKETCH_PROVIDER && <p className={styles.note}>{texts.models.sketch}</p>}
        </div>
        {result.status === 'completed' && <DownloadButton result={result} prompt={job.prompt} />}
      </div>
      {warningsOf(result).map((warning) => (
        <p key={warning.code} className={styles.quiet}>
          {describeWarning(warning)}
        </p>
      ))}
    </article>
  )
}

function CellState({ job, result }: { job: JobView; result: Exclude<Result, { status: 'completed' }> }) {
  switch (result.status) {
    case 'pending':
      return <p>{job.knowledge === 'unsent' ? outboxTexts.saved : pictureTexts.results.waiting}</p>
    case 'in_progress':
      return <Working startedAt={Date.parse(result.startedAt)} clockOffsetMs={job.clockOffsetMs} />
    case 'refused':
    case 'failed':
      return <RunFailure job={job} result={result} />
    case 'canceled':
      return <p>{pictureTexts.results.canceled}</p>
    default:
      return result satisfies never
  }
}

/** Counts by the server's clock, and silently: a screen reader is told of ends, not of seconds. */
function Working({ startedAt, clockOffsetMs }: { startedAt: number; clockOffsetMs: number }) {
  const passedMs = useNow(true) + clockOffsetMs - startedAt
  return <p className={styles.working}>{pictureTexts.results.working(Math.max(Math.floor(passedMs / 1000), 0) || 0)}</p>
}

/** Time and price, as far as they are known. */
function factsOf(result: Result): readonly string[] {
  const { attempt } = result
  const durationMs = 'durationMs' in result ? result.durationMs : undefined
  const cost = result.status === 'completed' ? result.cost : undefined
  return [
    ...(attempt > 1 ? [pictureTexts.results.attempt(attempt)] : []),
    ...(durationMs === undefined ? [] : [pictureTexts.results.duration(durationMs)]),
    ...(cost === undefined ? [] : [costText(cost)]),
  ]
}

function warningsOf(result: Result) {
  return 'warnings' in result ? (result.warnings ?? []) : []
}

/** Width by height of the cells: as asked for, or as the first picture came where that is not known. */
function ratioOf({ aspectRatio, results }: JobView): number {
  const [width, height] = (aspectRatio ?? '').split(':').map(Number)
  if (width !== undefined && height !== undefined && width > 0 && height > 0) return width / height
  const first = results.find((result) => result.status === 'completed')
  return first === undefined ? 1 : first.image.width / first.image.height
}
