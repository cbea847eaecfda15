import { useState } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { describeFailure } from '#ui/describe-failure.ts'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './results.module.css'

/** Stops the models of a job that have not begun; what is under way is paid for and stays. */
export function CancelButton({ jobId }: { jobId: string }) {
  const { jobs, now } = useServices()
  const [trouble, setTrouble] = useState<string>()

  async function cancel() {
    setTrouble(undefined)
    const failure = await jobs.cancel(jobId)
    if (failure === undefined) return
    const isAnswer = failure.kind === 'refused' || failure.kind === 'unknown-code'
    setTrouble(isAnswer ? describeFailure(failure, now()) : pictureTexts.results.notSent)
  }

  return (
    <>
      {trouble !== undefined && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <Button look="quiet" label={texts.common.cancel} onClick={cancel} />
    </>
  )
}
