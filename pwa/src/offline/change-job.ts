import type { Answer, RequestFailure } from '#api/answer.ts'
import type { Api } from '#api/api.ts'
import type { StatusAnswer } from '#contract/job.ts'
import type { OwnerKeySource } from './owner-key.ts'

export interface JobChanges {
  /** Stops what has not begun. Answers why it could not be done, or undefined. */
  readonly cancel: (jobId: string) => Promise<RequestFailure | undefined>
  /** Begins another attempt at one model. A second press while the first is on its way changes nothing. */
  readonly retry: (jobId: string, model: string) => Promise<RequestFailure | undefined>
}

interface ChangeTools {
  readonly api: Pick<Api, 'cancel' | 'retry'>
  readonly ownerKey: OwnerKeySource
  readonly mintId: () => string
}

/** Changes of jobs that this device has made. @param onStatus called with the job as it stands after a change */
export function createJobChanges(
  { api, ownerKey, mintId }: ChangeTools,
  onStatus: (status: StatusAnswer) => void,
): JobChanges {
  const onTheirWay = new Set<string>()

  async function change(
    what: string,
    send: (ownerKey: string, correlationId: string) => Promise<Answer<StatusAnswer>>,
  ): Promise<RequestFailure | undefined> {
    if (onTheirWay.has(what)) return undefined
    onTheirWay.add(what)
    try {
      const answer = await send(await ownerKey(), mintId())
      if (!answer.ok) return answer.failure
      onStatus(answer.value)
      return undefined
    } finally {
      onTheirWay.delete(what)
    }
  }

  return {
    cancel: (jobId) => change(`cancel ${jobId}`, (key, correlationId) => api.cancel(jobId, key, { correlationId })),
    retry: (jobId, model) => {
      return change(`retry ${jobId} ${model}`, (key, correlationId) => {
        return api.retry({ jobId, model, ownerKey: key }, { correlationId })
      })
    },
  }
}
