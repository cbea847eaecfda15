import { Suspense, useEffect } from 'react'
import { waitingPrompts } from '#offline/outbox-state.ts'
import { ADDRESSES } from '#platform/addresses.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { Link } from '#platform/link.tsx'
import { loadScreen } from '#platform/load-screen.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './results.module.css'

/** Waiting prompts that are shown here; the outbox shows all. */
const MOST_WAITING = 3

const importList = async () => (await import('./job-list.tsx')).JobList
/** Nothing of it is needed to write the first prompt; it comes while that is written. */
const JobList = loadScreen(importList)
const JobResults = loadScreen(async () => (await import('./job-results.tsx')).JobResults)
const WaitingResult = loadScreen(async () => (await import('./waiting-result.tsx')).WaitingResult)

type OnCompare = (pictures: readonly ComparePicture[]) => void

/** The pictures of the jobs of this device, newest first, or of one job by its id. */
export function Results({ jobId, onCompare }: { jobId: string | undefined; onCompare: OnCompare }) {
  const isWriting = useObservable(useServices().draft.state).text !== ''
  useEffect(() => {
    // Ahead of its first use. What fails here is tried again, and said, where it is shown.
    if (isWriting) importList().catch(() => undefined)
  }, [isWriting])
  return (
    <section aria-label={texts.results.label} className={styles.results}>
      <Suspense>
        {jobId === undefined ? (
          <OwnJobs onCompare={onCompare} />
        ) : (
          <OneJob key={jobId} jobId={jobId} onCompare={onCompare} />
        )}
      </Suspense>
    </section>
  )
}

function OwnJobs({ onCompare }: { onCompare: OnCompare }) {
  const { jobs, draft, outbox } = useServices()
  const { views, shown, hasEarlier } = useObservable(jobs.state)
  const waiting = waitingPrompts(useObservable(outbox.state))
  const isWaiting = new Set(waiting.map(({ id }) => id))
  const ownJobs = shown.flatMap((jobId) => (isWaiting.has(jobId) ? [] : (views.get(jobId) ?? [])))
  if (ownJobs.length + waiting.length === 0) {
    return (
      <div className={styles.empty} data-empty>
        <p>{texts.results.empty}</p>
        <p className={styles.example}>{texts.results.example}</p>
        <Button label={texts.results.tryThis} onClick={() => draft.setText(texts.results.example)} />
      </div>
    )
  }
  return (
    <>
      <JobList waiting={waiting.slice(-MOST_WAITING)} jobs={ownJobs} onCompare={onCompare} />
      {hasEarlier && <Button label={texts.results.earlier} onClick={jobs.showEarlier} />}
    </>
  )
}

function OneJob({ jobId, onCompare }: { jobId: string; onCompare: OnCompare }) {
  const { jobs, outbox } = useServices()
  const job = useObservable(jobs.state).views.get(jobId)
  const waiting = waitingPrompts(useObservable(outbox.state)).find(({ id }) => id === jobId)
  const isWaiting = waiting !== undefined
  useEffect(() => {
    if (!isWaiting) jobs.open(jobId)
  }, [jobs, jobId, isWaiting])
  if (waiting !== undefined) return <WaitingResult record={waiting} />
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
  return job === undefined ? undefined : <JobResults job={job} onCompare={onCompare} isAlone />
}
