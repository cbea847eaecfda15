import type { Answer, RequestFailure } from '#api/answer.ts'
import { AppError, type ErrorCode } from '#contract/errors.ts'
import type { StatusAnswer } from '#contract/job.ts'
import type { GenerateAnswer } from '#contract/prompt.ts'
import { createOutboxChanges } from '#offline/change-outbox.ts'
import { createDatabase } from '#offline/database.ts'
import { type DrainTools, drainOutbox } from '#offline/drain-outbox.ts'
import { createOutboxStore } from '#offline/outbox-store.ts'
import type { PromptRecord } from '#offline/prompt-record.ts'

/** When every test begins. */
export const START = Date.parse('2026-11-24T12:00:00Z')
export const idOf = (number: number) => `0193e0b0-1234-7000-8000-${String(number).padStart(12, '0')}`

type Reply = Answer<GenerateAnswer> | Promise<Answer<GenerateAnswer>>

/** A device for tests whose server answers what the test says, and accepts where it says nothing. */
export function createManualOutbox() {
  const database = createDatabase()
  const store = createOutboxStore(database)
  const sent: PromptRecord['id'][] = []
  const replies = new Map<string, (attempt: number) => Reply>()
  const device = { now: START, hasNetwork: true, probes: 0, cancels: [] as string[] }
  let minted = 500
  const tools: DrainTools = {
    ...{ store, time: { now: () => device.now, random: () => 0.5 } },
    lock: (work) => work(true),
    api: {
      async generate({ id }) {
        sent.push(id)
        const attempt = sent.filter((each) => each === id).length
        return replies.get(id)?.(attempt) ?? accepted(id)
      },
      async cancel({ id }) {
        device.cancels.push(id)
        return device.hasNetwork ? { ok: true, value: statusOf(id) } : unreachable
      },
      async probe() {
        device.probes += 1
        return device.hasNetwork ? 'there' : 'away'
      },
    },
  }
  const mintId = () => {
    minted += 1
    return idOf(minted)
  }
  const changes = createOutboxChanges({ store, now: () => device.now, mintId })
  return {
    ...{ device, tools, store, database, changes, sent, replies },
    drain: () => drainOutbox(tools),
    accept: (number: number) => accepted(idOf(number)),
    write(number: number) {
      const prompt = `prompt ${number}`
      const about = { prompt, models: [] }
      return changes.submit({ id: idOf(number), correlationId: idOf(900), about, body: JSON.stringify({ prompt }) })
    },
    async stateOf(number: number) {
      const { records } = await store.readAll()
      return records.find(({ id }) => id === idOf(number))
    },
  }
}

export function accepted(jobId: string): Answer<GenerateAnswer> {
  return { ok: true, value: { jobId, status: 'pending', totalModels: 1, models: ['a'], createdAt: '' } }
}

function statusOf(jobId: string): StatusAnswer {
  const facts = { prompt: '', createdAt: '', updatedAt: '', totalModels: 0, completedModels: 0, results: [] }
  return { jobId, status: 'canceled', ...facts }
}

export function refused(code: ErrorCode, retryAfterMs?: number): Answer<never> {
  const error = new AppError(code)
  return failed({ kind: 'refused', error, correlationId: '', ...(retryAfterMs !== undefined && { retryAfterMs }) })
}

function failed(failure: RequestFailure): Answer<never> {
  return { ok: false, failure }
}

export const unreachable = failed({ kind: 'unreachable', correlationId: '' })
