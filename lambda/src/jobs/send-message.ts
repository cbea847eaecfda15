import { AppError } from '#contract/errors.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { JobMessage } from './job-message.ts'

/**
 * Hands messages to the queue.
 * @throws AppError SERVICE_UNAVAILABLE where it is not certain that the queue owns all of them
 */
export async function sendMessages(queue: JobQueue, ...messages: readonly JobMessage[]): Promise<void> {
  try {
    await queue.send(messages.map((message) => ({ body: JSON.stringify(message) })))
  } catch (error) {
    throw new AppError('SERVICE_UNAVAILABLE', { retryAfterSeconds: 5 }, { cause: error })
  }
}
