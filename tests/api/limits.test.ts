import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { ErrorAnswer } from '#contract/error-answer.ts'
import { createApp } from '../../lambda/src/http/app.ts'
import { readLimitSettings } from '../../lambda/src/limits/limit-settings.ts'
import { createLimiter } from '../../lambda/src/limits/limiter.ts'
import type { ObjectStore } from '../../lambda/src/store/object-store.ts'
import { type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

let api: TestApi
let provider: ScriptedProvider | undefined
afterEach(async () => {
  await Promise.all([api.close(), provider?.close()])
  provider = undefined
})

async function start(environment: Record<string, string>): Promise<void> {
  api = await startApi({ environment })
}

/** The API as one caller sees it. */
const from = (address: string) => createApp({ ...api.services, clientAddress: () => address })
const OWNER = { Authorization: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789' }

function generate(
  body: object = {},
  { key = randomUUID(), address = '203.0.113.1' }: { key?: string; address?: string } = {},
) {
  const request = post({ prompt: 'a fox', models: ['sketch:pixel'], ...body }, { 'Idempotency-Key': key, ...OWNER })
  return from(address).request('/api/generate', request)
}

async function codeOf(response: Response): Promise<string> {
  if (response.status === 200) return 'accepted'
  return v.parse(ErrorAnswer, await response.json()).error
}

describe('a limit of prompts', () => {
  it('is exact under 200 callers at once, of one address', async () => {
    await start({ LIMIT_GENERATE_PER_DAY: '37' })
    const answers = await Promise.all(Array.from({ length: 200 }, () => generate()))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(37)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(163)
  })

  it('says when it ends, in the header and in the body', async () => {
    await start({ LIMIT_GENERATE_PER_HOUR: '1' })
    await generate()
    const refused = await generate()
    const seconds = Number(refused.headers.get('Retry-After'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(3600)
    const { error, details } = v.parse(ErrorAnswer, await refused.json())
    expect(error).toBe('RATE_LIMIT_EXCEEDED')
    expect(Date.parse(String(details?.resetsAt))).toBeGreaterThan(Date.now())
  })

  it('counts each address by itself, and believes no field of the body', async () => {
    await start({ LIMIT_GENERATE_PER_DAY: '2' })
    for (const expected of ['accepted', 'accepted', 'RATE_LIMIT_EXCEEDED']) {
      expect(await codeOf(await generate({ ip: `198.51.100.${Math.random()}` }))).toBe(expected)
    }
    expect(await codeOf(await generate({}, { address: '203.0.113.2' }))).toBe('accepted')
  })

  it('costs nothing for what is repeated, malformed, unknown or stopped by its words', async () => {
    await start({ LIMIT_GENERATE_PER_DAY: '2' })
    const key = randomUUID()
    for (let repeat = 0; repeat < 5; repeat += 1) expect((await generate({}, { key })).status).toBe(200)
    expect(await codeOf(await generate({ prompt: '' }))).toBe('PROMPT_REQUIRED')
    expect(await codeOf(await generate({ models: ['no:such'] }))).toBe('UNKNOWN_MODEL')
    expect(await codeOf(await generate({ prompt: 'what the fuck' }))).toBe('INAPPROPRIATE_CONTENT')
    expect(await codeOf(await generate({ seed: -1 }))).toBe('INVALID_REQUEST')
    expect(await codeOf(await generate())).toBe('accepted')
    expect(await codeOf(await generate())).toBe('RATE_LIMIT_EXCEEDED')
    expect(await codeOf(await generate({}, { key }))).toBe('accepted')
  })

  it('of the whole deployment counts all callers', async () => {
    await start({ LIMIT_DEPLOYMENT_PER_HOUR: '11' })
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => generate({}, { address: `203.0.113.${index}` })),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(11)
  })

  it('of a model names the model', async () => {
    await start({ LIMIT_MODEL_PER_DAY: '1' })
    expect(await codeOf(await generate({ models: ['sketch:pixel'] }))).toBe('accepted')
    const refused = await generate({ models: ['sketch:pixel', 'sketch:poster'] })
    const { error, details } = v.parse(ErrorAnswer, await refused.json())
    expect(error).toBe('MODEL_LIMIT_REACHED')
    expect(details?.models).toEqual(['sketch:pixel'])
  })

  it('refuses where the store cannot be asked', async () => {
    await start({})
    const { store, log } = api.services
    const put: ObjectStore['put'] = (key, ...rest) => {
      return key.startsWith('limits/') ? Promise.reject(new Error('away')) : store.put(key, ...rest)
    }
    const settings = readLimitSettings({ LIMIT_GENERATE_PER_DAY: '5' }, { isDeployed: false, problems: [] })
    const salt = 'salt-of-the-tests'
    const limiter = createLimiter({ store: { ...store, put }, now: () => Date.now(), settings, salt, log })
    const app = createApp({ ...api.services, limiter, clientAddress: () => '203.0.113.1' })
    expect((await app.request('/api/generate', post({ prompt: 'a fox' }))).status).toBe(500)
    expect(await api.services.queue.receive({ max: 1, waitMs: 0 })).toEqual([])
    expect((await store.list({ prefix: 'jobs/' })).keys).toEqual([])
  })
})

describe('the limits of improving and of reports', () => {
  it('are their own', async () => {
    await start({ LIMIT_GENERATE_PER_DAY: '1', LIMIT_ENHANCE_PER_DAY: '2', LIMIT_LOG_PER_HOUR: '3' })
    const app = from('203.0.113.1')
    const enhance = () =>
      app.request('/api/enhance', post({ prompt: 'a fox' }, { 'X-Correlation-ID': 'always-the-same' }))
    const report = () => app.request('/api/log', post({ level: 'INFO', message: 'hello' }))
    expect(await codeOf(await generate())).toBe('accepted')
    expect(await codeOf(await generate())).toBe('RATE_LIMIT_EXCEEDED')
    expect([(await enhance()).status, (await enhance()).status, (await enhance()).status]).toEqual([200, 200, 429])
    const reports = [await report(), await report(), await report(), await report()]
    expect(reports.map((answer) => answer.status)).toEqual([200, 200, 200, 429])
  })
})

describe('the ceiling for money', () => {
  const priced = async (environment: Record<string, string> = {}) => {
    provider = await startScriptedProvider()
    await start({
      SPEND_PER_DAY_USD: '0.5',
      GENERIC_BASE_URL: provider.baseUrl,
      GENERIC_MODEL_ID: 'fails',
      GENERIC_PRICE_USD: '0.04',
      GENERIC_2_BASE_URL: provider.baseUrl,
      GENERIC_2_MODEL_ID: 'ok',
      ...environment,
    })
  }
  const paid = (key?: string) => generate({ models: ['generic:fails'] }, key === undefined ? {} : { key })

  it('is never overrun by callers at once, and free models go on', async () => {
    await priced()
    const answers = await Promise.all(Array.from({ length: 40 }, () => paid()))
    const accepted = answers.filter((answer) => answer.status === 200).length
    expect(accepted).toBeLessThanOrEqual(12)
    expect(accepted).toBeGreaterThanOrEqual(10)
    for (let more = accepted; more < 12; more += 1) expect(await codeOf(await paid())).toBe('accepted')
    expect(await codeOf(await paid())).toBe('SPENDING_LIMIT_REACHED')
    expect(await codeOf(await generate())).toBe('accepted')
  })

  it('counts a further attempt, once however often it is pressed', async () => {
    await priced({ SPEND_PER_DAY_USD: '0.12' })
    const key = randomUUID()
    await paid(key)
    await api.work()
    const retry = () => from('203.0.113.1').request(`/api/jobs/${key}/retry`, post({ model: 'generic:fails' }, OWNER))
    expect((await Promise.all([retry(), retry(), retry()])).map((answer) => answer.status)).toEqual([200, 200, 200])
    await api.work()
    expect(await codeOf(await retry())).toBe('accepted')
    await api.work()
    expect(await codeOf(await paid())).toBe('SPENDING_LIMIT_REACHED')
  })

  it('keeps models of unknown price off, and says why', async () => {
    await priced()
    const { models } = (await (await api.app.request('/api/models')).json()) as {
      models: { id: string; reason?: string }[]
    } // as documented
    expect(models.find((model) => model.id === 'generic:ok')?.reason).toContain('SPEND_PER_DAY_USD')
  })
})
