import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StatusAnswer } from '#contract/job.ts'
import { makePng } from '../support/make-png.ts'
import { answerError, answerJson, type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

const OWNER = { Authorization: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789' }
const OTHER = { Authorization: 'Bearer zyxwvutsrqponmlkjihgfedcba9876543210' }
const ADMIN_TOKEN = 'an-operator-token-of-some-length'
const PAID = 'generic:flaky'

let provider: ScriptedProvider
let api: TestApi
/** Calls that fail before the first picture. */
let failing: number
let holdUntil: Promise<void> | undefined

beforeEach(async () => {
  failing = Number.POSITIVE_INFINITY
  holdUntil = undefined
  provider = await startScriptedProvider({
    modes: {
      flaky: async ({ response, count }) => {
        await holdUntil
        if (count <= failing) answerError(response, 500, 'server_error')
        else answerJson(response, 200, { data: [{ b64_json: makePng(64, 64).toString('base64') }] })
      },
      refuses: ({ response }) => answerError(response, 400, 'moderation_blocked'),
    },
  })
  api = await startApi({
    environment: {
      GENERIC_BASE_URL: provider.baseUrl,
      GENERIC_MODEL_ID: 'flaky',
      GENERIC_2_BASE_URL: provider.baseUrl,
      GENERIC_2_MODEL_ID: 'refuses',
      ADMIN_TOKEN,
    },
  })
})
afterEach(async () => {
  await Promise.all([api.close(), provider.close()])
})

async function send(models: readonly string[], jobId = randomUUID()): Promise<string> {
  const response = await api.app.request(
    '/api/generate',
    post({ prompt: 'a red fox', models }, { 'Idempotency-Key': jobId, ...OWNER }),
  )
  expect(response.status).toBe(200)
  return jobId
}
async function statusOf(jobId: string): Promise<StatusAnswer> {
  return v.parse(StatusAnswer, await (await api.app.request(`/api/status/${jobId}`)).json())
}
const cancel = (jobId: string, headers: Record<string, string> = OWNER) =>
  api.app.request(`/api/jobs/${jobId}/cancel`, { method: 'POST', headers })
const retry = (jobId: string, model: string, headers: Record<string, string> = OWNER) =>
  api.app.request(`/api/jobs/${jobId}/retry`, post({ model }, headers))
const resultOf = (status: StatusAnswer, model: string) => status.results.find((result) => result.model === model)

describe('POST /api/jobs/{jobId}/cancel', () => {
  it('ends what has not begun, at once and for good, and calls no model for it', async () => {
    const jobId = await send([PAID, 'sketch:pixel'])
    const answer = await cancel(jobId)
    expect(answer.status).toBe(200)
    const canceled = v.parse(StatusAnswer, await answer.json())
    expect(canceled.status).toBe('canceled')
    expect(canceled.results.map((result) => result.status)).toEqual(['canceled', 'canceled'])
    await api.work()
    expect((await statusOf(jobId)).results.map((result) => result.status)).toEqual(['canceled', 'canceled'])
    expect(provider.calls()).toBe(0)
  })

  it('leaves what has ended as it is, and may be repeated', async () => {
    const jobId = await send(['sketch:pixel'])
    await api.work()
    for (const _ of [1, 2]) {
      const answer = await cancel(jobId)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({ status: 'completed' })
    }
  })

  it('keeps the picture of a run that a model is at work on', async () => {
    const { promise: mayAnswer, resolve: answerNow } = Promise.withResolvers<void>()
    failing = 0
    holdUntil = mayAnswer
    const jobId = await send([PAID])
    const working = api.work()
    await expect.poll(() => provider.calls()).toBe(1)
    expect(await (await cancel(jobId)).json()).toMatchObject({ status: 'in_progress' })
    answerNow()
    await working
    expect(await statusOf(jobId)).toMatchObject({ status: 'completed' })
  })

  it('that cannot be looked up keeps a model from being called, and the cell may be tried again', async () => {
    const jobId = await send([PAID])
    const { store } = api.services
    const head: typeof store.head = (key) => {
      return key.endsWith('/canceled.json') ? Promise.reject(new Error('away')) : store.head(key)
    }
    const troubled = await startApi({
      folder: api.folder,
      environment: { GENERIC_BASE_URL: provider.baseUrl, GENERIC_MODEL_ID: 'flaky' },
      worker: { store: { ...store, head } },
    })
    await troubled.work()
    expect(provider.calls()).toBe(0)
    const failure = { kind: 'upstream', retryable: true, message: 'The provider had an error.' }
    expect(resultOf(await statusOf(jobId), PAID)).toMatchObject({ status: 'failed', failure })
  })

  it('refuses a prompt that comes after it', async () => {
    const jobId = randomUUID()
    expect(await (await cancel(jobId)).json()).toMatchObject({ jobId, status: 'canceled', results: [] })
    const late = await api.app.request(
      '/api/generate',
      post({ prompt: 'a red fox', models: [PAID] }, { 'Idempotency-Key': jobId, ...OWNER }),
    )
    expect(late.status).toBe(410)
    expect(await late.json()).toMatchObject({ error: 'JOB_CANCELED' })
    expect(await api.work()).toBe(0)
  })

  it('is for the device that sent the prompt and for the operator', async () => {
    const jobId = await send([PAID])
    for (const headers of [{}, OTHER, { Authorization: 'Basic abc' }]) {
      const answer = await cancel(jobId, headers)
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ error: 'FORBIDDEN' })
    }
    expect((await cancel(jobId, { Authorization: `Bearer ${ADMIN_TOKEN}` })).status).toBe(200)
  })
})

describe('POST /api/jobs/{jobId}/retry', () => {
  it('makes one more call for the failed model alone, under a number of its own', async () => {
    const jobId = await send([PAID, 'sketch:pixel'])
    await api.work()
    const before = await statusOf(jobId)
    expect(resultOf(before, PAID)).toMatchObject({ status: 'failed', attempt: 1, failure: { retryable: true } })
    failing = 1
    const answer = await retry(jobId, PAID)
    expect(answer.status).toBe(200)
    expect(resultOf(v.parse(StatusAnswer, await answer.json()), PAID)).toMatchObject({ status: 'pending', attempt: 2 })
    await api.work()
    const after = await statusOf(jobId)
    expect(after.status).toBe('completed')
    expect(resultOf(after, PAID)).toMatchObject({ status: 'completed', attempt: 2, image: { run: 'generic-flaky~2' } })
    expect(resultOf(after, 'sketch:pixel')).toEqual(resultOf(before, 'sketch:pixel'))
    expect(provider.calls()).toBe(2)
    const { keys } = await api.services.store.list({ prefix: `jobs/${jobId}/results/` })
    expect(keys).toContain(`jobs/${jobId}/results/generic-flaky.json`)
    expect(keys).toContain(`jobs/${jobId}/results/generic-flaky~2.json`)
  })

  it('is one attempt however often it is pressed while the attempt waits', async () => {
    const jobId = await send([PAID])
    await api.work()
    const answers = await Promise.all(Array.from({ length: 5 }, () => retry(jobId, PAID)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    await api.work()
    expect(provider.calls()).toBe(2)
    expect(resultOf(await statusOf(jobId), PAID)).toMatchObject({ attempt: 2 })
  })

  it('ends after three attempts', async () => {
    const jobId = await send([PAID])
    await api.work()
    for (const _ of [2, 3]) {
      expect((await retry(jobId, PAID)).status).toBe(200)
      await api.work()
    }
    const answer = await retry(jobId, PAID)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ error: 'RETRY_NOT_POSSIBLE' })
    expect(provider.calls()).toBe(3)
  })

  it('is never for a refused, completed or canceled cell', async () => {
    const refused = await send(['generic:refuses', 'sketch:pixel'])
    await api.work()
    for (const { model, status } of (await statusOf(refused)).results) {
      expect(['refused', 'completed']).toContain(status)
      expect((await retry(refused, model)).status).toBe(409)
    }
    const canceled = await send([PAID])
    await cancel(canceled)
    expect((await retry(canceled, PAID)).status).toBe(409)
  })

  it('is for the device that sent the prompt and for the operator', async () => {
    const jobId = await send([PAID])
    await api.work()
    expect((await retry(jobId, PAID, {})).status).toBe(403)
    expect((await retry(jobId, PAID, OTHER)).status).toBe(403)
    expect((await retry(jobId, PAID, { Authorization: `Bearer ${ADMIN_TOKEN}` })).status).toBe(200)
    expect((await retry(randomUUID(), PAID)).status).toBe(404)
    expect((await retry(jobId, 'sketch:pixel')).status).toBe(400)
  })

  it('counts its hour from the press, not from the job', async () => {
    const jobId = await send([PAID])
    await api.work()
    const later = Date.now() + 2 * 3_600_000
    const services = { timing: { ...api.services.timing, now: () => later } }
    const next = await startApi({
      folder: api.folder,
      environment: { GENERIC_BASE_URL: provider.baseUrl, GENERIC_MODEL_ID: 'flaky' },
      services,
    })
    failing = 1
    const answer = await next.app.request(`/api/jobs/${jobId}/retry`, post({ model: PAID }, OWNER))
    expect(answer.status).toBe(200)
    await next.work()
    expect(provider.calls()).toBe(2)
    expect(
      resultOf(v.parse(StatusAnswer, await (await next.app.request(`/api/status/${jobId}`)).json()), PAID),
    ).toMatchObject({ status: 'completed', attempt: 2 })
  })

  it('is not shown as waiting where the queue did not take it', async () => {
    const jobId = await send([PAID])
    await api.work()
    const queue = { ...api.services.queue, send: () => Promise.reject(new Error('full')) }
    const broken = await startApi({
      folder: api.folder,
      environment: { GENERIC_BASE_URL: provider.baseUrl, GENERIC_MODEL_ID: 'flaky' },
      services: { queue },
    })
    const answer = await broken.app.request(`/api/jobs/${jobId}/retry`, post({ model: PAID }, OWNER))
    expect(answer.status).toBe(503)
    expect(resultOf(await statusOf(jobId), PAID)).toMatchObject({ status: 'failed', attempt: 1 })
  })
})
