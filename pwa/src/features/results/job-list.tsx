import type { JobView } from '#offline/job-view.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { JobResults } from './job-results.tsx'
import styles from './results.module.css'
import { WaitingResult } from './waiting-result.tsx'

interface JobListProps {
  /** In the order in which they will be sent. */
  readonly waiting: readonly PromptRecord[]
  /** Newest first. */
  readonly jobs: readonly JobView[]
  readonly onCompare: (pictures: readonly ComparePicture[]) => void
}

/** What this device has sent, newest first: what waits stands above, and stays where it is once it is a job. */
export function JobList({ waiting, jobs, onCompare }: JobListProps) {
  const newestFirst = waiting.toReversed()
  return (
    <ol className={styles.jobs}>
      {newestFirst.map((record) => (
        <li key={record.id} className={styles.place} data-job={record.id}>
          <WaitingResult record={record} />
        </li>
      ))}
      {jobs.map((job) => (
        <li key={job.jobId} className={styles.place} data-job={job.jobId}>
          <JobResults job={job} onCompare={onCompare} />
        </li>
      ))}
    </ol>
  )
}
