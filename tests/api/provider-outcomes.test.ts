import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { EnhanceAnswer } from '#contract/enhance.ts'
import { FAILURE_SENTENCES } from '#contract/failure-kinds.ts'
import type { Result } from '#contract/job.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import { createBedrockNova } from '../../lambda/src/models/bedrock-nova.ts'
import { createImagen } from '../../lambda/src/models/imagen.ts'
import { createOpenAi } from '../../lambda/src/models/openai.ts'
import type { ProviderContext } from '../../lambda/src/models/provider-context.ts'
import { VENDOR_ROWS } from '../../lambda/src/models/vendor-rows.ts'
import { bedrockNovaCases, bedrockStabilityCases } from '../providers/bedrock-stability.ts'
import { bflCases } from '../providers/bfl.ts'
import { geminiCases, imagenCases } from '../providers/gemini.ts'
import { genericCases } from '../providers/generic.ts'
import { dallE3Cases, openAiCases } from '../providers/openai.ts'
import type { ProviderCase } from '../providers/provider-case.ts'
import { recraftCases } from '../providers/recraft.ts'
import { replayCase } from '../providers/replay-case.ts'
import { startReplayServer } from '../providers/replay-server.ts'
import { runCase } from '../providers/run-case.ts'
import { stabilityCases } from '../providers/stability.ts'
import { chatCases, moderationCases } from '../providers/text-cases.ts'
import { PLANTED_KEY, vendorEnvironment } from '../providers/vendor-environment.ts'
import { readText } from '../support/repository.ts'
import { post, startApi } from '../support/start-api.ts'

const LIVE: Readonly<Record<string, readonly ProviderCase[]>> = {
  OpenAI: openAiCases,
  'Google Gemini': geminiCases,
  'Bedrock (Stability)': bedrockStabilityCases,
  'Stability AI': stabilityCases,
  'Black Forest Labs': bflCases,
  Recraft: recraftCases,
  'OpenAI-compatible': genericCases,
}
const ENDED = [
  { vendor: 'DALL-E 3', cases: dallE3Cases, basePath: '/v1', create: createOpenAi },
  { vendor: 'Imagen', cases: imagenCases, basePath: '/v1beta', create: createImagen },
  { vendor: 'Nova Canvas', cases: bedrockNovaCases, basePath: '', create: createNova },
]
const DOC = fileURLToPath(new URL('../../docs/PROVIDERS.md', import.meta.url))
const BEGIN = '<!-- outcomes: written by tests/api/provider-outcomes.test.ts -->'
const END = '<!-- end of outcomes -->'

/** In the order of the tests, which is the order of the table. */
const rows: string[] = []

describe.each(Object.entries(LIVE))('through API, queue, worker and status, %s', (vendor, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, testCase) => {
    const { result, requests, outputs } = await runCase(testCase)
    const { expected } = testCase
    expect(requests.flatMap(({ complaint }) => complaint ?? [])).toEqual([])
    expect(summaryOf(result)).toEqual({ ...summaryOf(result), ...withoutCalls(expected) })
    expect(requests).toHaveLength(expected.calls)
    expect(outputs).not.toContain(PLANTED_KEY)
    rows.push(rowOf(vendor, testCase, result))
  })
})

describe.each(ENDED)('below the registry, $vendor', ({ vendor, cases, ...setting }) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (name, testCase) => {
    const row = VENDOR_ROWS.find(({ id }) => id === testCase.modelId)
    const { requests } = await replayCase(testCase, { ...setting, ...(row && { row }) })
    expect(requests).toHaveLength(testCase.expected.calls)
    const { kind, calls } = testCase.expected
    rows.push(`| ${vendor}, ended | ${name} | ${kind} | ${calls} | ${FAILURE_SENTENCES.retired} (without a call) |`)
  })
})

describe('the moderation of a prompt', () => {
  it.each(moderationCases)('$name', async ({ name, answer, kind }) => {
    const server = await startReplayServer([{ method: 'POST', path: '/v1/moderations', answer }])
    const api = await startApi({ environment: vendorEnvironment('openai:gpt-image-2', server.origin) })
    const request = post({ prompt: 'a lighthouse on a cliff', models: ['sketch:pixel'] })
    const response = await api.app.request('/api/generate', request)
    await Promise.all([api.close(), server.close()])
    expect(response.status).toBe(kind === 'refused' ? 400 : 200)
    expect(server.requests).toHaveLength(1)
    const words = kind === 'refused' ? USER_MESSAGES.INAPPROPRIATE_CONTENT : 'the pictures'
    rows.push(`| OpenAI moderation | ${name} | ${kind} | 1 | ${words} |`)
  })
})

describe('the improvement of a prompt', () => {
  it.each(chatCases)('$name', async ({ name, answer, kind }) => {
    const server = await startReplayServer([{ method: 'POST', path: '/v1/chat/completions', answer }])
    const environment = { PROMPT_BASE_URL: `${server.origin}/v1`, PROMPT_API_KEY: PLANTED_KEY, PROMPT_MODEL_ID: 'm' }
    const api = await startApi({ environment })
    const response = await api.app.request('/api/enhance', post({ prompt: 'a cat in the rain' }))
    const improved = v.parse(EnhanceAnswer, await response.json())
    await Promise.all([api.close(), server.close()])
    expect(server.requests.map(({ complaint }) => complaint)).toEqual([undefined])
    expect(improved.source).toBe(kind === 'text' ? 'model' : 'fallback')
    expect(improved.reason).toBe(kind === 'text' ? undefined : kind)
    if (kind !== 'text') expect(improved.enhanced).toBe('a cat in the rain')
    expect(JSON.stringify(improved)).not.toMatch(/Words of the vendor|planted/)
    const words =
      kind === 'text' ? 'both texts, to choose from' : 'Could not improve the prompt. Your text is unchanged.'
    rows.push(`| Language model | ${name} | ${kind} | 1 | ${words} |`)
  })
})

describe('docs/PROVIDERS.md', () => {
  it('lists every case above with its kind, its calls and what the user reads', async () => {
    const head = ['| provider | the provider | kind | calls | the user reads |', '|---|---|---|---|---|']
    const text = await readText('docs/PROVIDERS.md')
    const [before, rest] = text.split(BEGIN)
    const after = rest?.split(END)[1]
    const next = `${before}${BEGIN}\n${[...head, ...rows].join('\n')}\n${END}${after}`
    if (process.env.WRITE_DOCS === 'yes') await writeFile(DOC, next)
    expect(await readText('docs/PROVIDERS.md')).toBe(next)
  })
})

function createNova(context: ProviderContext) {
  return createBedrockNova({ ...context, region: 'us-west-2', credentials: () => undefined })
}

/** A result in the words of `ProviderCase.expected`. */
function summaryOf(result: Result) {
  if (result.status === 'completed') {
    const { image, cost, seed, revisedPrompt } = result
    const { mimeType } = image
    return { kind: 'image', mimeType, seed, revisedPrompt, costMicroUsd: cost?.microUsd, costSource: cost?.source }
  }
  if (result.status !== 'failed' && result.status !== 'refused') return { kind: result.status }
  const { kind, retryable = false, retryAt } = result.failure
  const retryAfterMs = retryAt === undefined ? undefined : Date.parse(retryAt) - Date.parse(result.completedAt)
  return { kind, retryable, retryAfterMs }
}

function withoutCalls({ calls: _calls, ...expected }: ProviderCase['expected']) {
  return expected
}

function rowOf(vendor: string, { name, expected }: ProviderCase, result: Result): string {
  return `| ${vendor} | ${name} | ${expected.kind} | ${expected.calls} | ${wordsOf(result)} |`
}

function wordsOf(result: Result): string {
  switch (result.status) {
    case 'completed':
      return result.cost === undefined ? 'the picture' : `the picture, price ${result.cost.source}`
    case 'failed':
    case 'refused':
      return result.failure.message
    default:
      throw new Error(`a run that has ended is not ${result.status}`)
  }
}
