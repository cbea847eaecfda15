import { describe, expect, it } from 'vitest'
import { readProviderSettings, VENDORS } from './provider-settings.ts'

const KEYS = {
  openai: 'OPENAI_API_KEY',
  gemini: 'GEMINI_API_KEY',
  bedrock: 'AWS_BEARER_TOKEN_BEDROCK',
  stability: 'STABILITY_API_KEY',
  bfl: 'BFL_API_KEY',
  recraft: 'RECRAFT_API_KEY',
} as const
const BASES = {
  openai: 'OPENAI_BASE_URL',
  gemini: 'GEMINI_BASE_URL',
  bedrock: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
  stability: 'STABILITY_BASE_URL',
  bfl: 'BFL_BASE_URL',
  recraft: 'RECRAFT_BASE_URL',
} as const

describe('the settings of the vendors', () => {
  it.each(VENDORS)(
    'switch %s on by its key alone, at its own address, which is not trusted like one of ours',
    (vendor) => {
      const settings = readProviderSettings({ [KEYS[vendor]]: 'a-key' }).vendors[vendor]
      expect(settings).not.toHaveProperty('offReason')
      expect(settings.key).toBe('a-key')
      expect(settings.baseUrl).toMatch(/^https:\/\//)
      expect(settings).not.toHaveProperty('trustedOrigin')
    },
  )

  it.each(VENDORS)('name the variable that %s lacks', (vendor) => {
    const { vendors, problems } = readProviderSettings({})
    expect(vendors[vendor].offReason).toContain(KEYS[vendor])
    expect(problems).toEqual([])
  })

  it.each(VENDORS)('take another address for %s, and trust exactly its origin', (vendor) => {
    const environment = { [KEYS[vendor]]: 'k', [BASES[vendor]]: 'http://127.0.0.1:9000/v1/' }
    const settings = readProviderSettings(environment).vendors[vendor]
    expect(settings).toMatchObject({ baseUrl: 'http://127.0.0.1:9000/v1', trustedOrigin: 'http://127.0.0.1:9000' })
  })

  it('switch a vendor off whose address or key makes no sense, and never repeat the value', () => {
    const bad = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'ftp://secret.example', BFL_API_KEY: 'two words' }
    const { vendors, problems } = readProviderSettings(bad)
    expect(vendors.openai.offReason).toContain('OPENAI_BASE_URL')
    expect(vendors.bfl.offReason).toContain('BFL_API_KEY')
    expect(problems).toHaveLength(2)
    expect(problems.join()).not.toMatch(/secret|two words/)
  })

  it('use AWS credentials for Bedrock, and read them anew each time', () => {
    const environment: Record<string, string> = { AWS_ACCESS_KEY_ID: 'A1', AWS_SECRET_ACCESS_KEY: 'S1' }
    const { vendors, aws } = readProviderSettings(environment)
    expect(vendors.bedrock).not.toHaveProperty('offReason')
    expect(aws.credentials()).toEqual({ accessKeyId: 'A1', secretAccessKey: 'S1' })
    Object.assign(environment, { AWS_ACCESS_KEY_ID: 'A2', AWS_SESSION_TOKEN: 'T2' })
    expect(aws.credentials()).toEqual({ accessKeyId: 'A2', secretAccessKey: 'S1', sessionToken: 'T2' })
  })

  it.each([
    [{}, 'us-west-2'],
    [{ AWS_REGION: 'eu-central-1' }, 'eu-central-1'],
    [{ AWS_REGION: 'eu-central-1', BEDROCK_REGION: 'us-east-1' }, 'us-east-1'],
  ])('ask Bedrock in the region of %o', (environment, region) => {
    const { vendors, aws } = readProviderSettings(environment)
    expect(aws.region).toBe(region)
    expect(vendors.bedrock.baseUrl).toBe(`https://bedrock-runtime.${region}.amazonaws.com`)
  })

  it('say where a region is none', () => {
    expect(readProviderSettings({ AWS_REGION: 'nowhere' }).problems.join()).toContain('AWS_REGION')
  })
})
