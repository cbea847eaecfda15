import type { Result } from '#contract/job.ts'
import type { JobView } from '#offline/job-view.ts'
import { addressOfJob } from '#platform/addresses.ts'
import { CompareButton } from '#platform/compare-button.tsx'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { comparePicturesOf } from '#platform/compare-pictures-of.ts'
import { Link } from '#platform/link.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useIsOnline } from '#platform/use-is-online.ts'
import { useNow } from '#platform/use-now.ts'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { CancelButton } from './cancel-button.tsx'
import { FavouriteButton } from './favourite-button.tsx'
import { ResultCell } from './result-cell.tsx'
import styles from './results.module.css'

interface JobResultsProps {
  readonly job: JobView
  readonly onCompare: (pictures: readonly ComparePicture[]) => void
  readonly isAlone?: boolean
}

/** One job: its prompt, how far it is, and a cell for each model. */
export function JobResults({ job, onCompare, isAlone = false }: JobResultsProps) {
  const { jobId, prompt, results, knowledge } = job
  const { jobs } = useServices()
  const isOwn = useObservable(jobs.state).own.has(jobId)
  const done = results.filter((result) => result.status === 'completed').length
  if (knowledge === 'unknown') {
    return (
      <div className={styles.job}>
        <p className={styles.prompt}>{prompt}</p>
        <p className={styles.quiet}>{texts.results.unknown}</p>
      </div>
    )
  }
  return (
    <div className={styles.job}>
      <header className={styles.head}>
        <h2 className={styles.count}>
          {results.length === 0 ? pictureTexts.results.loading : pictureTexts.results.images(done, results.length)}
        </h2>
        {isOwn && !job.hasEnded && job.knowledge === 'current' && <CancelButton jobId={jobId} />}
        {!isAlone && (
          <Link href={addressOfJob(jobId)} className={styles.jobLink}>
            {pictureTexts.results.link}
          </Link>
        )}
      </header>
      <p className={styles.prompt}>{prompt}</p>
      <div className={styles.cells} data-count={Math.min(results.length, 4)}>
        {results.map((result) => (
          <ResultCell key={cellKey(result)} job={job} result={result} />
        ))}
      </div>
      {results.length > 0 && (
        <div className={styles.tools}>
          <CompareButton pictures={comparePicturesOf(job, results)} onCompare={onCompare} />
          {done > 0 && <FavouriteButton jobId={jobId} />}
        </div>
      )}
      <NotAsked job={job} />
    </div>
  )
}

function cellKey({ model, attempt }: Result): string {
  return `${model} ${attempt}`
}

/** Why the server is not asked now. Results that are already here stay; only the next look is late. */
function NotAsked({ job }: { job: JobView }) {
  const { jobId, hasEnded, knowledge, nextTryAt } = job
  const isOnline = useIsOnline()
  if (!isOnline && !hasEnded && knowledge !== 'unsent')
    return <p className={styles.quiet}>{pictureTexts.results.offline}</p>
  return nextTryAt === undefined ? undefined : <Unreachable jobId={jobId} nextTryAt={nextTryAt} />
}

function Unreachable({ jobId, nextTryAt }: { jobId: string; nextTryAt: number }) {
  const { jobs } = useServices()
  const wait = Math.max(Math.ceil((nextTryAt - useNow(true)) / 1000), 0)
  return (
    <div className={styles.unreachable}>
      <p>{pictureTexts.results.unreachable(wait)}</p>
      <Button label={texts.common.retry} icon="retry" onClick={() => jobs.lookNow(jobId)} />
    </div>
  )
}
