import { useId, useState } from 'react'
import type { RequestFailure } from '#api/answer.ts'
import type { FailureKind } from '#contract/failure-kinds.ts'
import type { Result } from '#contract/job.ts'
import { LIMITS } from '#contract/limits.ts'
import type { JobView } from '#offline/job-view.ts'
import { PromptButton } from '#platform/prompt-button.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useNow } from '#platform/use-now.ts'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { describeFailure } from '#ui/describe-failure.ts'
import { describeRunFailure } from '#ui/describe-run-failure.ts'
import { Icon } from '#ui/icon.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { priceText } from '#ui/price-text.ts'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './results.module.css'

type FailedResult = Extract<Result, { status: 'failed' | 'refused' }>

/** What helps after each kind of failure; nothing where only the owner of the deployment can do something. */
const REMEDIES: Readonly<Record<FailureKind, 'retry' | 'edit' | 'replace' | 'none'>> = {
  refused: 'edit',
  auth: 'none',
  billing: 'none',
  rate: 'retry',
  invalid: 'edit',
  timeout: 'retry',
  upstream: 'retry',
  retired: 'replace',
  undecodable: 'retry',
  expired: 'retry',
}

/** Why there is no picture, and what can be done about it. */
export function RunFailure({ job, result }: { job: JobView; result: FailedResult }) {
  const { jobs } = useServices()
  const isOwn = useObservable(jobs.state).own.has(job.jobId)
  const { failure } = result
  const remedy = REMEDIES[failure.kind]
  const mayRetry = remedy === 'retry' && isOwn && result.attempt < LIMITS.maxAttempts
  return (
    <div className={styles.failure}>
      <Icon name={LATER_ICONS.warning} />
      {failure.kind === 'rate' && failure.retryAt !== undefined ? (
        <BusyUntil at={Date.parse(failure.retryAt) - job.clockOffsetMs} />
      ) : (
        <p>{describeRunFailure(failure)}</p>
      )}
      {mayRetry && <RetryButton job={job} result={result} />}
      {remedy === 'edit' && <PromptButton prompt={job.prompt} label={pictureTexts.results.editPrompt} />}
      {remedy === 'replace' && <UseReplacement job={job} result={result} />}
    </div>
  )
}

/** Counts down by the server's clock; the seconds are not announced. */
function BusyUntil({ at }: { at: number }) {
  const wait = Math.ceil((at - useNow(true)) / 1000)
  return <p className={styles.working}>{wait > 0 ? pictureTexts.results.busyFor(wait) : pictureTexts.results.busy}</p>
}

function RetryButton({ job, result }: { job: JobView; result: FailedResult }) {
  const { jobs, modelList, now, announce } = useServices()
  const model = useObservable(modelList.state).answer?.models.find((each) => each.id === result.model)
  const [trouble, setTrouble] = useState<string>()
  const priceId = useId()
  const retryAt = result.failure.retryAt === undefined ? 0 : Date.parse(result.failure.retryAt) - job.clockOffsetMs
  const isEarly = useNow(retryAt > now()) < retryAt

  async function retry() {
    if (isEarly) return
    setTrouble(undefined)
    const failure = await jobs.retry(job.jobId, result.model)
    if (failure === undefined) return
    setTrouble(sentenceFor(failure, now()))
    announce(sentenceFor(failure, now()))
  }

  return (
    <>
      <Button
        icon="retry"
        label={texts.common.retry}
        aria-disabled={isEarly}
        aria-describedby={priceId}
        onClick={retry}
      />
      <p id={priceId} className={styles.retryPrice}>
        {model === undefined ? '' : priceText([model])}
      </p>
      {trouble !== undefined && <p>{trouble}</p>}
    </>
  )
}

function sentenceFor(failure: RequestFailure, now: number): string {
  const isAway = failure.kind === 'unreachable' || failure.kind === 'timeout' || failure.kind === 'foreign'
  return isAway ? pictureTexts.results.notSent : describeFailure(failure, now)
}

/** The successor of a model that is gone, where it can be used here. */
function UseReplacement({ job, result }: { job: JobView; result: FailedResult }) {
  const { modelChoice, modelList } = useServices()
  const { replacement } = result.failure
  const models = useObservable(modelList.state).answer?.models
  const successor = models?.find((each) => each.id === replacement && each.available)
  if (successor === undefined) return undefined
  return (
    <PromptButton
      prompt={job.prompt}
      label={pictureTexts.results.replaceBy(successor.label)}
      // The device's own setting: a failed write is reported by its store, and the choice stands on the page.
      onUse={() => void modelChoice.choose([successor.id])}
    />
  )
}
