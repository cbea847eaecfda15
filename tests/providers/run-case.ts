import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { type Result, StatusAnswer } from '#contract/job.ts'
import { createMemoryLog } from '../support/memory-log.ts'
import { createTestRuntime } from '../support/provider-runtime.ts'
import { post, startApi } from '../support/start-api.ts'
import type { ProviderCase } from './provider-case.ts'
import { type ReplayedRequest, startReplayServer } from './replay-server.ts'
import { vendorEnvironment } from './vendor-environment.ts'

const OWNER_KEY = 'planted-owner-key-0123456789abcdef'

export interface PlayedCase {
  readonly result: Result
  readonly requests: readonly ReplayedRequest[]
  /** All that came out of the program beside the picture: log lines and answers. */
  readonly outputs: string
}

/** One exchange through the whole path: API, queue, worker, status, with the vendor's server over real HTTP. */
export async function runCase({ steps, modelId, request = {}, environment }: ProviderCase): Promise<PlayedCase> {
  const server = await startReplayServer(steps)
  const { log, text } = createMemoryLog()
  const { runtime } = createTestRuntime({ log })
  const api = await startApi({
    environment: { ...vendorEnvironment(modelId, server.origin), ...environment },
    services: { log },
    runtime,
  })
  const answers: string[] = []
  const ask = async (path: string, init?: RequestInit) => {
    const body = await (await api.app.request(path, init)).text()
    answers.push(body)
    return JSON.parse(body)
  }
  try {
    const jobId = randomUUID()
    const body = { prompt: 'a lighthouse on a cliff at dusk, oil painting', models: [modelId], ...request }
    await ask('/api/generate', post(body, { 'Idempotency-Key': jobId, Authorization: `Bearer ${OWNER_KEY}` }))
    await api.work()
    const { results } = v.parse(StatusAnswer, await ask(`/api/status/${jobId}`))
    await Promise.all([ask('/api/models'), ask('/api/health'), ask(`/api/gallery/${jobId}`)])
    const [result] = results
    if (result === undefined) throw new Error('the job has no result')
    return { result, requests: server.requests, outputs: [...answers, text()].join('\n') }
  } finally {
    await Promise.all([api.close(), server.close()])
  }
}
