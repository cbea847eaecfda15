import type { Result } from '#contract/job.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Picture } from '#ui/picture.tsx'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import type { ImageDialogProps } from './image-dialog.tsx'
import styles from './image-view.module.css'

interface ImageStripProps extends Pick<ImageDialogProps, 'jobId' | 'failureOf'> {
  readonly results: readonly Result[]
  readonly shownRun: string | undefined
  readonly onShow: (run: string) => void
}

/** Every model of the job: its picture to be chosen, or in words what became of it. */
export function ImageStrip({ jobId, results, shownRun, onShow, failureOf }: ImageStripProps) {
  const job = useObservable(useServices().jobs.state).views.get(jobId)
  if (results.length < 2) return undefined
  return (
    <ul className={styles.strip} aria-label={galleryTexts.strip}>
      {results.map((result) => (
        <li key={result.model} className={styles.stripItem} data-status={result.status}>
          {result.status === 'completed' ? (
            <button
              type="button"
              className={styles.stripButton}
              aria-current={result.image.run === shownRun}
              onClick={() => onShow(result.image.run)}
            >
              <Picture image={result.image} alt="" sizes="96px" ratio={1} loading="eager" isInLink />
              <span>{result.label}</span>
            </button>
          ) : (
            <>
              <p className={styles.stripName}>{result.label}</p>
              {result.status === 'failed' || result.status === 'refused' ? (
                job !== undefined && failureOf(job, result)
              ) : (
                <p className={styles.quiet}>{stateText(result.status)}</p>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function stateText(status: 'pending' | 'in_progress' | 'canceled'): string {
  switch (status) {
    case 'pending':
      return pictureTexts.results.waiting
    case 'in_progress':
      return galleryTexts.working
    case 'canceled':
      return pictureTexts.results.canceled
    default:
      return status satisfies never
  }
}
