import { Suspense, useEffect } from 'react'
import { ADDRESSES } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { loadScreen } from '#platform/load-screen.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './results.module.css'

const importCells = async () => (await import('./job-results.tsx')).JobResults
/** Nothing of it is needed to write the first prompt; it comes while that is written. */
const JobResults = loadScreen(importCells)

/** The pictures of the jobs of this device, newest first, or of one job by its id. */
export function Results({ jobId }: { jobId: string | undefined }) {
  useEffect(() => {
    // Ahead of its first use. What fails here is tried again, and said, where it is shown.
    void importCells().catch(() => undefined)
  }, [])
  return (
    <section aria-label={texts.results.label} className={styles.results}>
      <Suspense>{jobId === undefined ? <OwnJobs /> : <OneJob key={jobId} jobId={jobId} />}</Suspense>
    </section>
  )
}

function OwnJobs() {
  const { jobs, draft } = useServices()
  const { views, shown, hasEarlier } = useObservable(jobs.state)
  const ownJobs = shown.flatMap((jobId) => views.get(jobId) ?? [])
  if (ownJobs.length === 0) {
    return (
      <div className={styles.empty}>
        <p>{texts.results.empty}</p>
        <p className={styles.example}>{texts.results.example}</p>
        <Button label={texts.results.tryThis} onClick={() => draft.setText(texts.results.example)} />
      </div>
    )
  }
  return (
    <>
      <ol className={styles.jobs}>
        {ownJobs.map((job) => (
          <li key={job.jobId}>
            <JobResults job={job} />
          </li>
        ))}
      </ol>
      {hasEarlier && <Button label={texts.results.earlier} onClick={jobs.showEarlier} />}
    </>
  )
}

function OneJob({ jobId }: { jobId: string }) {
  const { jobs } = useServices()
  const job = useObservable(jobs.state).views.get(jobId)
  useEffect(() => jobs.open(jobId), [jobs, jobId])
  if (job?.knowledge === 'unknown') {
    return (
      <div className={styles.empty}>
        <p>{texts.results.unknown}</p>
        <Link href={ADDRESSES.create} className={buttonLook('plain')}>
          {texts.common.writePrompt}
        </Link>
      </div>
    )
  }
  return job === undefined ? undefined : <JobResults job={job} isAlone />
}
