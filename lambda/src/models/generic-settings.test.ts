import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestRuntime, testRequest } from '../../../tests/support/provider-runtime.ts'
import { type ScriptedProvider, startScriptedProvider } from '../../../tests/support/scripted-provider.ts'
import { createGenericModels } from './generic-models.ts'
import { readGenericSettings } from './generic-settings.ts'
import { createRegistry } from './registry.ts'

const BASE = { GENERIC_BASE_URL: 'http://127.0.0.1:8081/v1/', GENERIC_MODEL_ID: 'flux' }

describe('the settings of OpenAI-compatible servers', () => {
  it('are none where no variable is set', () => {
    expect(readGenericSettings({ PATH: '/bin', GENERIC_BASE_URL: ' ', GENERICS: 'x' })).toEqual({
      servers: [],
      entries: [],
      problems: [],
    })
  })

  it('give a server with defaults', () => {
    const { servers, entries, problems } = readGenericSettings(BASE)
    expect(problems).toEqual([])
    expect(servers).toEqual([
      {
        baseUrl: 'http://127.0.0.1:8081/v1',
        dialect: 'openai',
        row: {
          id: 'generic:flux',
          provider: 'generic',
          vendorModel: 'flux',
          label: 'flux',
          capabilities: { aspectRatios: ['1:1', '3:2', '2:3'], seed: false, negativePrompt: false, maxPrompt: 1000 },
          free: false,
          timeoutMs: 210_000,
        },
      },
    ])
    expect(entries).toEqual([{ row: servers[0]?.row }])
  })

  it('give everything that is set', () => {
    const { servers } = readGenericSettings({
      GENERIC_BASE_URL: 'https://api.together.example/v1',
      GENERIC_MODEL_ID: 'org/FLUX.1',
      GENERIC_API_KEY: ' planted-key ',
      GENERIC_LABEL: 'FLUX',
      GENERIC_DIALECT: 'together',
      GENERIC_PRICE_USD: '0.0027',
      GENERIC_TIMEOUT_S: '90',
    })
    expect(servers[0]).toMatchObject({
      key: 'planted-key',
      dialect: 'together',
      row: { id: 'generic:org/FLUX.1', label: 'FLUX', price: { usd: 0.0027 }, timeoutMs: 90_000 },
    })
    expect(servers[0]?.row.capabilities).toMatchObject({ seed: true })
    expect(servers[0]?.row.capabilities.aspectRatios).toHaveLength(7)
  })

  it('give a stable-diffusion.cpp server a name where it needs none', () => {
    const { servers, problems } = readGenericSettings({
      GENERIC_BASE_URL: 'http://localhost:1234/v1',
      GENERIC_DIALECT: 'sdcpp',
    })
    expect(problems).toEqual([])
    expect(servers[0]?.row).toMatchObject({ id: 'generic:default', label: 'default' })
  })

  it('give several servers, in the order of their numbers, each with an id of its own', () => {
    const { servers, problems } = readGenericSettings({
      GENERIC_10_BASE_URL: 'http://ten.example/v1',
      GENERIC_10_MODEL_ID: 'sdxl',
      GENERIC_3_BASE_URL: 'http://three.example/v1',
      GENERIC_3_MODEL_ID: 'FLUX',
      GENERIC_2_BASE_URL: 'http://two.example/v1',
      GENERIC_2_MODEL_ID: 'flux',
      ...BASE,
    })
    expect(problems).toEqual([])
    expect(servers.map(({ row }) => row.id)).toEqual([
      'generic:flux',
      'generic-2:flux',
      'generic-3:FLUX',
      'generic:sdxl',
    ])
    const entries = servers.map(({ row }) => ({ row }))
    expect(() => createRegistry({ entries, defaultModels: undefined, now: () => 0 })).not.toThrow()
  })

  it('never give two servers ids with one safe form, however odd their names are', () => {
    const names = ['2-a', 'a', 'a', '3-a', 'a', 'A']
    const environment = Object.fromEntries(
      names.flatMap((name, index) => {
        const prefix = index === 0 ? 'GENERIC' : `GENERIC_${index + 1}`
        return [
          [`${prefix}_BASE_URL`, 'http://127.0.0.1:1234/v1'],
          [`${prefix}_MODEL_ID`, name],
        ]
      }),
    )
    const { entries } = readGenericSettings(environment)
    expect(entries).toHaveLength(names.length)
    expect(() => createRegistry({ entries, defaultModels: undefined, now: () => 0 })).not.toThrow()
  })

  it('do not set up a server without a number above one', () => {
    const { entries, problems } = readGenericSettings({
      GENERIC_1_BASE_URL: 'http://a.example',
      GENERIC_007_LABEL: 'x',
    })
    expect(entries).toEqual([])
    expect(problems).toHaveLength(2)
    expect(problems[0]).toContain('GENERIC_1_BASE_URL')
  })
})

describe('a server with a bad setting', () => {
  it.each([
    ['no address', { GENERIC_MODEL_ID: 'flux' }, 'GENERIC_BASE_URL is missing.'],
    ['no model', { GENERIC_BASE_URL: 'http://a.example/v1' }, 'GENERIC_MODEL_ID is missing.'],
    ['no key', { ...BASE, GENERIC_DIALECT: 'together' }, 'GENERIC_API_KEY is missing.'],
    ['something else for an address', { ...BASE, GENERIC_BASE_URL: 'planted value' }, 'GENERIC_BASE_URL is not'],
    ['a file for an address', { ...BASE, GENERIC_BASE_URL: 'file:///planted' }, 'GENERIC_BASE_URL is not'],
    ['a password in its address', { ...BASE, GENERIC_BASE_URL: 'http://u:planted@a/v1' }, 'GENERIC_BASE_URL is not'],
    ['a query in its address', { ...BASE, GENERIC_BASE_URL: 'http://a/v1?k=planted' }, 'GENERIC_BASE_URL is not'],
    ['an unknown dialect', { ...BASE, GENERIC_DIALECT: 'planted' }, 'GENERIC_DIALECT is none of openai, localai'],
    ['a price in words', { ...BASE, GENERIC_PRICE_USD: 'planted' }, 'GENERIC_PRICE_USD is not a number'],
    ['a price below nothing', { ...BASE, GENERIC_PRICE_USD: '-1' }, 'GENERIC_PRICE_USD is not a number'],
    ['too long a time', { ...BASE, GENERIC_TIMEOUT_S: '211' }, 'GENERIC_TIMEOUT_S is not a number'],
    ['no time', { ...BASE, GENERIC_TIMEOUT_S: '0' }, 'GENERIC_TIMEOUT_S is not a number'],
    ['a key with a line break', { ...BASE, GENERIC_API_KEY: 'planted\nvalue' }, 'GENERIC_API_KEY has characters'],
    ['too long a model id', { ...BASE, GENERIC_MODEL_ID: 'planted'.repeat(30) }, 'GENERIC_MODEL_ID is over 150'],
    ['too long a label', { ...BASE, GENERIC_LABEL: 'planted'.repeat(30) }, 'GENERIC_LABEL is over 80'],
    ['a number', { GENERIC_2_MODEL_ID: 'flux' }, 'GENERIC_2_BASE_URL is missing.'],
  ])('is listed with its reason and not offered: %s', (_name, environment, complaint) => {
    const { servers, entries, problems } = readGenericSettings(environment)
    expect(servers).toEqual([])
    expect(entries).toHaveLength(1)
    expect(entries[0]?.offReason).toContain(complaint)
    expect(problems).toEqual([entries[0]?.offReason])
    expect(JSON.stringify({ problems, entries })).not.toContain('planted')
  })

  it('switches off itself only, and keeps its id', () => {
    const { servers, entries } = readGenericSettings({
      ...BASE,
      GENERIC_DIALECT: 'x',
      GENERIC_2_BASE_URL: 'http://b/v1',
      GENERIC_2_MODEL_ID: 'flux',
    })
    expect(servers.map(({ row }) => row.id)).toEqual(['generic-2:flux'])
    expect(entries.map(({ row }) => row.id)).toEqual(['generic:flux', 'generic-2:flux'])
  })

  it('says everything that is wrong', () => {
    const { problems } = readGenericSettings({ GENERIC_DIALECT: 'together', GENERIC_PRICE_USD: 'x' })
    expect(problems).toHaveLength(4)
  })
})

describe('the models of OpenAI-compatible servers', () => {
  let provider: ScriptedProvider
  beforeAll(async () => {
    provider = await startScriptedProvider()
  })
  afterAll(() => provider.close())

  it('are found by id and draw by their own settings', async () => {
    const settings = readGenericSettings({
      GENERIC_BASE_URL: provider.baseUrl,
      GENERIC_MODEL_ID: 'ok',
      GENERIC_API_KEY: 'planted-key',
      GENERIC_2_BASE_URL: provider.baseUrlOf('ok-64x32'),
      GENERIC_2_DIALECT: 'sdcpp',
      GENERIC_3_BASE_URL: 'nowhere',
      GENERIC_3_MODEL_ID: 'off',
    })
    const models = createGenericModels(settings, createTestRuntime().runtime)
    expect([...models.keys()]).toEqual(['generic:ok', 'generic:default'])
    for (const { row } of settings.servers) {
      expect(await models.get(row.id)?.(testRequest({ row }))).toMatchObject({ status: 'image' })
    }
    const [first, second] = provider.requests
    expect(first?.headers.authorization).toBe('Bearer planted-key')
    expect(second?.headers).not.toHaveProperty('authorization')
    expect(second?.json).not.toHaveProperty('model')
  })
})
