import { describe, expect, it } from 'vitest'
import { readEnhanceSettings } from './enhance-settings.ts'

const BASE = 'https://llm.example.org/v1'

describe('the settings of the language model', () => {
  it('are none where nothing is set', () => {
    expect(readEnhanceSettings({})).toEqual({ settings: undefined, problems: [] })
    expect(readEnhanceSettings({ PROMPT_BASE_URL: ' ', OPENAI_API_KEY: 'sk-0123456789' })).toEqual({
      settings: undefined,
      problems: [],
    })
  })

  it('name a server of the chat API', () => {
    const environment = { PROMPT_BASE_URL: ` ${BASE}/ `, PROMPT_MODEL_ID: ' small ' }
    const settings = { kind: 'chat', baseUrl: BASE, model: 'small', maxTokensField: 'max_completion_tokens' }
    expect(readEnhanceSettings(environment)).toEqual({ settings, problems: [] })
  })

  it('name its key and its field of the limit', () => {
    const environment = {
      PROMPT_BASE_URL: BASE,
      PROMPT_MODEL_ID: 'small',
      PROMPT_API_KEY: 'planted-key',
      PROMPT_MAX_TOKENS_FIELD: 'max_tokens',
      AWS_LAMBDA_FUNCTION_NAME: 'api',
    }
    const settings = { kind: 'chat', baseUrl: BASE, model: 'small', key: 'planted-key', maxTokensField: 'max_tokens' }
    expect(readEnhanceSettings(environment)).toEqual({ settings, problems: [] })
  })

  it('are a model of Bedrock in Lambda', () => {
    const environment = { AWS_LAMBDA_FUNCTION_NAME: 'api' }
    expect(readEnhanceSettings(environment)).toEqual({
      settings: { kind: 'bedrock', model: 'us.amazon.nova-2-lite-v1:0' },
      problems: [],
    })
    expect(readEnhanceSettings({ ...environment, PROMPT_MODEL_ID: 'eu.amazon.nova-micro-v1:0' })).toEqual({
      settings: { kind: 'bedrock', model: 'eu.amazon.nova-micro-v1:0' },
      problems: [],
    })
  })

  it.each([
    [{ PROMPT_BASE_URL: BASE }, 'PROMPT_MODEL_ID is missing for PROMPT_BASE_URL'],
    [{ PROMPT_BASE_URL: BASE, AWS_LAMBDA_FUNCTION_NAME: 'api' }, 'PROMPT_MODEL_ID is missing for PROMPT_BASE_URL'],
    [{ PROMPT_MODEL_ID: 'planted', OPENAI_API_KEY: 'sk-0123456789' }, 'PROMPT_BASE_URL is missing for PROMPT_MODEL_ID'],
    [{ PROMPT_MODEL_ID: 'planted' }, 'PROMPT_BASE_URL is missing for PROMPT_MODEL_ID'],
    [{ PROMPT_API_KEY: 'planted' }, 'PROMPT_BASE_URL is missing for PROMPT_API_KEY'],
    [
      { PROMPT_MODEL_ID: 'planted', PROMPT_API_KEY: 'planted', AWS_LAMBDA_FUNCTION_NAME: 'api' },
      'PROMPT_BASE_URL is missing for PROMPT_MODEL_ID',
    ],
    [{ PROMPT_BASE_URL: 'planted', PROMPT_MODEL_ID: 'small' }, 'PROMPT_BASE_URL is not an http or https address'],
    [{ PROMPT_BASE_URL: `${BASE}?key=planted`, PROMPT_MODEL_ID: 'small' }, 'PROMPT_BASE_URL is not an http or https'],
    [{ PROMPT_BASE_URL: BASE, PROMPT_MODEL_ID: 'small', PROMPT_API_KEY: 'planted\nkey' }, 'PROMPT_API_KEY has'],
    [{ PROMPT_BASE_URL: BASE, PROMPT_MODEL_ID: 'planted'.repeat(50) }, 'PROMPT_MODEL_ID is over 150 characters'],
    [
      { PROMPT_BASE_URL: BASE, PROMPT_MODEL_ID: 'small', PROMPT_MAX_TOKENS_FIELD: 'planted' },
      'PROMPT_MAX_TOKENS_FIELD is neither max_completion_tokens nor max_tokens',
    ],
  ])('are none where they do not fit together, with one sentence that names no value (%j)', (environment, sentence) => {
    const { settings, problems } = readEnhanceSettings(environment)
    expect(settings).toBeUndefined()
    expect(problems).toEqual([expect.stringContaining(sentence)])
    expect(problems.join()).not.toMatch(/planted|llm\.example|sk-/)
  })
})
