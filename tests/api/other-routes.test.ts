import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { HealthAnswer } from '#contract/health.ts'
import { ModelsAnswer } from '#contract/models.ts'
import type { Log, LogFields } from '../../lambda/src/observability/log.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

let api: TestApi | undefined
afterEach(() => api?.close())

/** A log that keeps its lines. */
function memoryLog(): { log: Log; lines: { level: string; message: string; fields: LogFields }[] } {
  const lines: { level: string; message: string; fields: LogFields }[] = []
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      void lines.push({ level, message, fields })
  return { lines, log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') } }
}

describe('GET /api/models', () => {
  it('lists the Sketch models, named as what they are, and the defaults', async () => {
    api = await startApi()
    const { models, defaultModels } = v.parse(ModelsAnswer, await (await api.app.request('/api/models')).json())
    expect(models).toHaveLength(4)
    for (const model of models) {
      expect(model).toMatchObject({ available: true, provider: 'sketch', price: { usd: 0 } })
      expect(model.label).toContain('not AI')
    }
    expect(defaultModels).toEqual(models.map((model) => model.id))
  })

  it('offers an OpenAI-compatible server that is set, and uses DEFAULT_MODELS', async () => {
    api = await startApi({
      environment: {
        GENERIC_BASE_URL: 'http://127.0.0.1:9/v1',
        GENERIC_MODEL_ID: 'flux',
        GENERIC_LABEL: 'My Flux',
        DEFAULT_MODELS: 'generic:flux, sketch:pixel',
      },
    })
    const { models, defaultModels } = v.parse(ModelsAnswer, await (await api.app.request('/api/models')).json())
    expect(models.find((model) => model.id === 'generic:flux')).toMatchObject({ label: 'My Flux', available: true })
    expect(defaultModels).toEqual(['generic:flux', 'sketch:pixel'])
  })
})

describe('GET /api/health', () => {
  it('says which models are on, and why others are off', async () => {
    api = await startApi({ environment: { GENERIC_BASE_URL: 'not an address', GENERIC_MODEL_ID: 'flux' } })
    const health = v.parse(HealthAnswer, await (await api.app.request('/api/health?nonce=n-1')).json())
    expect(health).toMatchObject({ store: 'ok', queue: 'ok', nonce: 'n-1' })
    const off = health.models.find((model) => model.id === 'generic:flux')
    expect(off?.available).toBe(false)
    expect(off?.reason).toContain('GENERIC_BASE_URL')
    expect(JSON.stringify(health)).not.toContain('not an address')
  })

  it('says what it cannot reach', async () => {
    const healthy = await startApi()
    const queue = { ...healthy.services.queue, check: () => Promise.reject(new Error('gone')) }
    api = await startApi({ folder: healthy.folder, services: { queue } })
    const response = await api.app.request('/api/health')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ store: 'ok', queue: 'unreachable' })
  })
})

describe('POST /api/log', () => {
  it('writes one harmless line that cannot pose as one of ours', async () => {
    const { log, lines } = memoryLog()
    api = await startApi({ services: { log } })
    const body = {
      level: 'ERROR',
      message: 'broke\n{"level":"INFO","message":"forged"}\u001b[31m',
      stack: 'Error: x\r\n  at y',
      metadata: { page: '/gallery\u2028', correlationId: 'forged' },
    }
    const response = await api.app.request('/api/log', post(body, { 'X-Correlation-ID': 'mine' }))
    expect(await response.json()).toEqual({ success: true })
    const line = lines.find((each) => each.message === 'client-log')
    expect(line?.level).toBe('error')
    expect(line?.fields).toEqual({
      clientMessage: 'broke | {"level":"INFO","message":"forged"} [31m',
      clientStack: 'Error: x |   at y',
      'client.page': '/gallery ',
      'client.correlationId': 'forged',
    })
  })

  it('has a limit of its own that tells when it ends', async () => {
    api = await startApi({ environment: { LIMIT_LOG_PER_HOUR: '2' } })
    const send = () => api?.app.request('/api/log', post({ level: 'INFO', message: 'x' }))
    expect((await send())?.status).toBe(200)
    expect((await send())?.status).toBe(200)
    const denied = await send()
    expect(denied?.status).toBe(429)
    const wait = Number(denied?.headers.get('Retry-After'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(3600)
  })
})

describe('log lines', () => {
  it('hold no prompt', async () => {
    const { log, lines } = memoryLog()
    api = await startApi({ services: { log } })
    await api.app.request('/api/generate', post({ prompt: 'a very private wish', models: ['sketch:pixel'] }))
    await api.work()
    expect(lines.map((line) => line.message)).toEqual(expect.arrayContaining(['job-created', 'result-stored']))
    expect(JSON.stringify(lines)).not.toContain('private wish')
  })
})
