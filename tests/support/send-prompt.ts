import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { mintJobId } from '#contract/ids.ts'
import { isEnded, StatusAnswer } from '#contract/job.ts'
import { GenerateAnswer } from '#contract/prompt.ts'

export interface PromptToSend {
  readonly url: string
  readonly jobId: string
  readonly body: object
}

/** A dead or busy server is asked again after this, in milliseconds. */
const PAUSE_MS = 50

/**
 * Sends a prompt as an outbox does: the same key and bytes until it is accepted. Answers the job and how many calls it took.
 * @throws where the server refuses it for good
 */
export async function sendPrompt({
  url,
  jobId,
  body,
}: PromptToSend): Promise<{ answer: GenerateAnswer; calls: number }> {
  const text = JSON.stringify(body)
  for (let calls = 1; ; calls += 1) {
    const response = await fetch(`${url}/api/generate`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': jobId },
      body: text,
    }).catch(() => undefined)
    if (response?.status === 200) return { answer: v.parse(GenerateAnswer, await response.json()), calls }
    if (response !== undefined && response.status < 500 && response.status !== 409) {
      throw new Error(`${response.status}: ${await response.text()}`)
    }
    await sleep(Number(response?.headers.get('Retry-After') ?? 0) * 1000 || PAUSE_MS)
  }
}

/** The job when it has ended; a server that is away for a while is waited for. */
export async function waitForJob(url: string, jobId: string, limitMs = 60_000): Promise<StatusAnswer> {
  const end = Date.now() + limitMs
  let last: StatusAnswer | undefined
  while (Date.now() < end) {
    const response = await fetch(`${url}/api/status/${jobId}`).catch(() => undefined)
    if (response?.status === 200) {
      last = v.parse(StatusAnswer, await response.json())
      if (isEnded(last.status)) return last
    }
    await sleep(PAUSE_MS)
  }
  throw new Error(`job ${jobId} has not ended after ${limitMs} ms: ${JSON.stringify(last)}`)
}

/** A job of its own, with its pictures; answers its id. */
export async function makePictures(url: string, prompt: string, models: readonly string[]): Promise<string> {
  const jobId = mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))
  await sendPrompt({ url, jobId, body: { prompt, models } })
  await waitForJob(url, jobId)
  return jobId
}
