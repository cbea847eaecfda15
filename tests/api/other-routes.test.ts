import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { HealthAnswer } from '#contract/health.ts'
import { ModelsAnswer } from '#contract/models.ts'
import { GenerateAnswer } from '#contract/prompt.ts'
import { createMemoryLog } from '../support/memory-log.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

let api: TestApi | undefined
afterEach(() => api?.close())

describe('GET /api/models', () => {
  it('lists the Sketch models, named as what they are, and the defaults', async () => {
    api = await startApi()
    const { models, defaultModels } = v.parse(ModelsAnswer, await (await api.app.request('/api/models')).json())
    const available = models.filter((model) => model.available)
    expect(available).toHaveLength(4)
    for (const model of available) {
      expect(model).toMatchObject({ available: true, provider: 'sketch', price: { usd: 0 } })
      expect(model.label).toContain('not AI')
    }
    expect(defaultModels).toEqual(available.map((model) => model.id))
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

  it('tells after how many days pictures are removed, and nothing where they stay', async () => {
    const found = []
    for (const RETENTION_DAYS of ['30', '0', '']) {
      const one = await startApi({ environment: { RETENTION_DAYS } })
      found.push(v.parse(ModelsAnswer, await (await one.app.request('/api/models')).json()).keptDays)
      await one.close()
    }
    expect(found).toEqual([30, undefined, undefined])
  })
})

describe('the models of the vendors', () => {
  const listed = async (environment: Record<string, string>) => {
    api = await startApi({ environment })
    return v.parse(ModelsAnswer, await (await api.app.request('/api/models')).json()).models
  }

  it.each([
    ['OPENAI_API_KEY', 'openai:gpt-image-2.6-flare'],
    ['GEMINI_API_KEY', 'gemini:gemini-nano-banana-2.1'],
    ['AWS_BEARER_TOKEN_BEDROCK', 'bedrock:stability.sd3-5-large-v1:0'],
    ['STABILITY_API_KEY', 'stability:core'],
    ['BFL_API_KEY', 'bfl:flux-2-pro'],
    ['RECRAFT_API_KEY', 'recraft:recraftv4_1'],
  ])('are there with %s alone, each with its price and the day of it', async (variable, id) => {
    const models = await listed({ [variable]: 'a-key' })
    expect(models.find((model) => model.id === id)).toMatchObject({ available: true, price: { asOf: '2026-11-22' } })
    const provider = id.split(':')[0]
    const others = models.filter((model) => model.available && ![provider, 'sketch'].includes(model.provider))
    expect(others).toEqual([])
  })

  it('that have ended are listed with their end and their successor, and are never called', async () => {
    const models = await listed({ OPENAI_API_KEY: 'k', GEMINI_API_KEY: 'k', AWS_BEARER_TOKEN_BEDROCK: 'k' })
    for (const id of ['openai:dall-e-3', 'gemini:imagen-4.0-generate-001', 'bedrock:amazon.nova-canvas-v1:0']) {
      const model = models.find((each) => each.id === id)
      expect(model).toMatchObject({ available: false, reason: expect.stringContaining('Retired on 2026-') })
      expect(models.find((each) => each.id === model?.replacement)?.available).toBe(true)
    }
    const request = post({ prompt: 'a fox', models: ['openai:dall-e-3'] })
    const { jobId } = v.parse(GenerateAnswer, await (await api?.app.request('/api/generate', request))?.json())
    await api?.work()
    expect(await (await api?.app.request(`/api/status/${jobId}`))?.json()).toMatchObject({
      status: 'failed',
      results: [{ label: 'DALL-E 3', failure: { kind: 'retired', replacement: 'openai:gpt-image-2.6-flare' } }],
    })
  })

  it('are added, changed and removed by MODELS_FILE', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-models-'))
    const file = join(folder, 'models.json')
    const change = { 'bfl:flux-3': { like: 'bfl:flux-2-pro', label: 'FLUX 3' }, 'bfl:flux-2-max': null }
    await writeFile(file, JSON.stringify({ ...change, 'bfl:flux-2-pro': { label: 'Flux' } }))
    const models = await listed({ BFL_API_KEY: 'k', MODELS_FILE: file }).finally(() => rm(folder, { recursive: true }))
    const labels = models.filter((model) => model.provider === 'bfl').map((model) => model.label)
    expect(labels).toEqual(expect.arrayContaining(['FLUX 3', 'Flux']))
    expect(labels).not.toContain('FLUX.2 max')
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
    const { log, lines } = createMemoryLog()
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

  it('writes a line for each vital, and none of what else stands there', async () => {
    const { log, lines } = createMemoryLog()
    api = await startApi({ services: { log } })
    const measured = [
      { name: 'LCP', value: 812.5, rating: 'good', entries: ['secret'] },
      { name: 'CLS', value: 0.3, rating: 'poor' },
    ]
    const vitals = { screen: 'gallery', measured, path: '/g/secret' }
    const response = await api.app.request('/api/log', post({ level: 'INFO', message: 'vitals', vitals }))
    expect(await response.json()).toEqual({ success: true })
    expect(
      lines.filter(({ message }) => message !== 'request-answered').map((each) => [each.message, each.fields]),
    ).toEqual([
      ['vital-measured', { vital: 'LCP', value: 812.5, rating: 'good', screen: 'gallery' }],
      ['vital-measured', { vital: 'CLS', value: 0.3, rating: 'poor', screen: 'gallery' }],
    ])
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
    const { log, lines } = createMemoryLog()
    api = await startApi({ services: { log } })
    await api.app.request('/api/generate', post({ prompt: 'a very private wish', models: ['sketch:pixel'] }))
    await api.work()
    expect(lines.map((line) => line.message)).toEqual(expect.arrayContaining(['job-created', 'result-stored']))
    expect(JSON.stringify(lines)).not.toContain('private wish')
  })
})
