import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StatusAnswer } from '#contract/job.ts'
import { GenerateAnswer } from '#contract/prompt.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

const generate = (body: unknown, headers?: Record<string, string>) =>
  api.app.request('/api/generate', post(body, headers))
const keys = async (prefix: string) => (await api.services.store.list({ prefix })).keys

describe('POST /api/generate', () => {
  it('answers with the job before any model is called', async () => {
    const response = await generate({ prompt: 'a red fox' })
    expect(response.status).toBe(200)
    const answer = v.parse(GenerateAnswer, await response.json())
    expect(answer).toMatchObject({ status: 'pending', totalModels: 4 })
    expect(answer.models).toEqual(['sketch:poster', 'sketch:watercolour', 'sketch:linework', 'sketch:pixel'])
    expect(await keys(`jobs/${answer.jobId}/claims/`)).toEqual([])
  })

  it('makes the key the id of the job, in lower case', async () => {
    const key = randomUUID()
    const response = await generate({ prompt: 'a fox' }, { 'Idempotency-Key': key.toUpperCase() })
    expect(await response.json()).toMatchObject({ jobId: key })
  })

  it('ignores fields that it does not know, the seed\'s "ip" for one', async () => {
    const response = await generate({ prompt: 'a fox', ip: '1.2.3.4', steps: 25 })
    expect(response.status).toBe(200)
    const { jobId } = v.parse(GenerateAnswer, await response.json())
    const stored = await api.services.store.get(`jobs/${jobId}/request.json`)
    expect(new TextDecoder().decode(stored?.body)).not.toContain('1.2.3.4')
  })

  it('keeps the hash of the owner key and never the key', async () => {
    const owner = 'abcdefghijklmnopqrstuvwxyz0123456789'
    const response = await generate({ prompt: 'a fox' }, { Authorization: `Bearer ${owner}` })
    const { jobId } = v.parse(GenerateAnswer, await response.json())
    const stored = new TextDecoder().decode((await api.services.store.get(`jobs/${jobId}/request.json`))?.body)
    expect(stored).toMatch(/"ownerHash":"[0-9a-f]{64}"/)
    expect(stored).not.toContain(owner)
  })

  it('asks a model once that is named twice', async () => {
    const response = await generate({ prompt: 'a fox', models: ['sketch:pixel', 'sketch:pixel'] })
    expect(await response.json()).toMatchObject({ totalModels: 1, models: ['sketch:pixel'] })
  })

  it('carries a correlation id through to the answer, and mints one for a text that is none', async () => {
    const kept = await generate({ prompt: 'a fox' }, { 'X-Correlation-ID': 'test-123' })
    expect(kept.headers.get('X-Correlation-ID')).toBe('test-123')
    const minted = await generate({ prompt: 'a fox' }, { 'X-Correlation-ID': 'two words' })
    expect(minted.headers.get('X-Correlation-ID')).toMatch(/^[0-9a-f-]{36}$/)
    expect(minted.headers.get('X-Pixel-Prompt')).toBe('1')
  })
})

describe('the same idempotency key', () => {
  it('answers the stored job when key and body are repeated, and runs nothing twice', async () => {
    const key = randomUUID()
    const body = { prompt: 'a fox', models: ['sketch:pixel'] }
    const first = await (await generate(body, { 'Idempotency-Key': key })).json()
    expect(await api.work()).toBe(1)
    const again = await generate(body, { 'Idempotency-Key': key })
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await again.json()).toEqual({ ...(first as object), status: 'completed' }) // an object by the schema above
    expect(await api.work()).toBe(0)
  })

  it('makes one job of twenty calls at once', async () => {
    const key = randomUUID()
    const responses = await Promise.all(
      Array.from({ length: 20 }, () =>
        generate({ prompt: 'a fox', models: ['sketch:pixel'] }, { 'Idempotency-Key': key }),
      ),
    )
    const statuses = responses.map((response) => response.status)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
    for (const response of responses) {
      if (response.status === 409) expect(response.headers.get('Retry-After')).toBe('1')
    }
    expect(await api.work()).toBe(1)
    expect(await keys(`jobs/${key}/results/`)).toHaveLength(1)
  })

  it('refuses another body', async () => {
    const key = randomUUID()
    await generate({ prompt: 'a fox' }, { 'Idempotency-Key': key })
    const response = await generate({ prompt: 'a cat' }, { 'Idempotency-Key': key })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ error: 'IDEMPOTENCY_KEY_REUSED' })
  })

  it('answers 409 while the first call is still writing, and never after a restart', async () => {
    const key = randomUUID()
    const body = { prompt: 'a fox', models: ['sketch:pixel'] }
    await api.close()
    const { services } = await startApi()
    api = await startApi({ services: { queue: { ...services.queue, send: () => new Promise(() => {}) } } })
    void generate(body, { 'Idempotency-Key': key }) // it never ends: its process is going to die
    await expect.poll(() => keys(`jobs/${key}/`)).toHaveLength(1)
    const early = await generate(body, { 'Idempotency-Key': key })
    expect(early.status).toBe(409)
    expect(early.headers.get('Retry-After')).toBe('1')
    expect(await early.json()).toMatchObject({ error: 'JOB_IN_PROGRESS' })

    api = await startApi({ folder: api.folder })
    const late = await generate(body, { 'Idempotency-Key': key })
    expect(late.status).toBe(200)
    expect(late.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await api.work()).toBe(1)
    expect(await keys(`jobs/${key}/results/`)).toHaveLength(1)
  })

  it('is accepted by the next call when the queue refused the first', async () => {
    const key = randomUUID()
    const body = { prompt: 'a fox', models: ['sketch:pixel'] }
    const { send } = api.services.queue
    let refusals = 1
    const queue = {
      ...api.services.queue,
      send: (messages: Parameters<typeof send>[0]) => {
        refusals -= 1
        return refusals >= 0 ? Promise.reject(new Error('no queue')) : send(messages)
      },
    }
    api = await startApi({ folder: api.folder, services: { queue } })
    const refused = await generate(body, { 'Idempotency-Key': key })
    expect(refused.status).toBe(503)
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    const accepted = await generate(body, { 'Idempotency-Key': key })
    expect(accepted.status).toBe(200)
  })

  it('takes over a first call that died longer ago than any call may take', async () => {
    const key = randomUUID()
    let now = Date.now()
    await api.close()
    api = await startApi({
      services: {
        timing: {
          now: () => now,
          startId: undefined,
          acceptanceMs: 30_000,
          claimMs: 270_000,
          readerGraceMs: 15_000,
          jobMs: 3_600_000,
        },
      },
    })
    await generate({ prompt: 'a fox' }, { 'Idempotency-Key': key })
    await api.services.store.delete(`jobs/${key}/queued.json`)
    now += 29_000
    expect((await generate({ prompt: 'a fox' }, { 'Idempotency-Key': key })).status).toBe(409)
    now += 2_000
    expect((await generate({ prompt: 'a fox' }, { 'Idempotency-Key': key })).status).toBe(200)
  })
})

describe('the pictures of a job', () => {
  it('are there for every model, in every width and format, and listed in the gallery', async () => {
    const response = await generate({ prompt: 'two boats at sunset', aspectRatio: '16:9', seed: 7 })
    const { jobId } = v.parse(GenerateAnswer, await response.json())
    expect(await api.work()).toBe(4)
    const status = v.parse(StatusAnswer, await (await api.app.request(`/api/status/${jobId}`)).json())
    expect(status).toMatchObject({
      status: 'completed',
      completedModels: 4,
      totalModels: 4,
      prompt: 'two boats at sunset',
    })
    for (const result of status.results) {
      if (result.status !== 'completed') throw new Error(`${result.model} is ${result.status}`)
      expect(result.image.url).toBe(`/images/${jobId}/${result.image.run}/1024`)
      expect(result.image.width).toBeGreaterThan(result.image.height)
      expect(result.image.mimeType).toBe('image/png')
      expect(await keys(`images/${jobId}/${result.image.run}/`)).toHaveLength(10)
    }
    expect(await keys('gallery/')).toHaveLength(4)
  })

  it('are not listed when the prompt says so, and stay reachable by their link', async () => {
    const response = await generate({ prompt: 'a secret', publish: false, models: ['sketch:pixel'] })
    const { jobId } = v.parse(GenerateAnswer, await response.json())
    await api.work()
    expect(await keys('gallery/')).toEqual([])
    const entry = await api.app.request(`/api/gallery/${jobId}`)
    expect(await entry.json()).toMatchObject({ galleryId: jobId, prompt: 'a secret', total: 1 })
  })

  it('have the same bytes for the same prompt, ratio and seed', async () => {
    const sha256 = async () => {
      const answer = await generate({ prompt: 'a castle', seed: 3, models: ['sketch:linework'] })
      const { jobId } = v.parse(GenerateAnswer, await answer.json())
      await api.work()
      const status = v.parse(StatusAnswer, await (await api.app.request(`/api/status/${jobId}`)).json())
      const result = status.results[0]
      return result?.status === 'completed' ? result.image.sha256 : undefined
    }
    const first = await sha256()
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(await sha256()).toBe(first)
  })
})
