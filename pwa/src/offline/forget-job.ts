import type { IDBPTransaction } from 'idb'
import * as v from 'valibot'
import type { Schema } from './database.ts'
import { JobRecord } from './job-record.ts'
import { PromptRecord } from './prompt-record.ts'

type Transaction = IDBPTransaction<Schema, ('deletions' | 'jobs' | 'prompts' | 'marks')[], 'readwrite'>

/**
 * Forgets a job that is gone from the server: its results and marks. What somebody wrote here stays: the text is this
 * device's own, and the pictures were the server's.
 */
export async function forgetJob(transaction: Transaction, id: string): Promise<void> {
  const jobs = transaction.objectStore('jobs')
  const job = v.safeParse(JobRecord, await jobs.get(id))
  if (job.success && job.output.own === 1) {
    // No longer among the jobs of this device: nobody asks for it, and nobody sends it again.
    await jobs.put({ ...job.output, own: 0, models: [], status: undefined })
  } else if (job.success && !isTextOnly(job.output)) {
    await jobs.delete(id)
  }
  const prompts = transaction.objectStore('prompts')
  const prompt = v.safeParse(PromptRecord, await prompts.get(id))
  // An accepted one would be sent once more where the server does not know its job.
  if (prompt.success && prompt.output.state === 'accepted') await prompts.put({ ...prompt.output, state: 'canceled' })
  await transaction.objectStore('marks').delete(id)
}

/** What is left of a job of this device after it was forgotten. */
function isTextOnly({ models, status }: JobRecord): boolean {
  return models.length === 0 && status === undefined
}
