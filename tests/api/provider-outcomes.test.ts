import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { Result } from '#contract/job.ts'
import { bedrockStabilityCases } from '../providers/bedrock-stability.ts'
import { bflCases } from '../providers/bfl.ts'
import { geminiCases } from '../providers/gemini.ts'
import { genericCases } from '../providers/generic.ts'
import { openAiCases } from '../providers/openai.ts'
import type { ProviderCase } from '../providers/provider-case.ts'
import { recraftCases } from '../providers/recraft.ts'
import { runCase } from '../providers/run-case.ts'
import { stabilityCases } from '../providers/stability.ts'
import { PLANTED_KEY } from '../providers/vendor-environment.ts'
import { readText } from '../support/repository.ts'

const LIVE: Readonly<Record<string, readonly ProviderCase[]>> = {
  OpenAI: openAiCases,
  'Google Gemini': geminiCases,
  'Bedrock (Stability)': bedrockStabilityCases,
  'Stability AI': stabilityCases,
  'Black Forest Labs': bflCases,
  Recraft: recraftCases,
  'OpenAI-compatible': genericCases,
}
const DOC = fileURLToPath(new URL('../../docs/PROVIDERS.md', import.meta.url))
const BEGIN = '<!-- outcomes: written by tests/api/provider-outcomes.test.ts -->'
const END = '<!-- end of outcomes -->'

const rows = new Map<string, string>()

describe.each(Object.entries(LIVE))('through API, queue, worker and status, %s', (vendor, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (name, testCase) => {
    const { result, requests, outputs } = await runCase(testCase)
    const { expected } = testCase
    expect(requests.flatMap(({ complaint }) => complaint ?? [])).toEqual([])
    expect(summaryOf(result)).toEqual({ ...summaryOf(result), ...withoutCalls(expected) })
    expect(requests).toHaveLength(expected.calls)
    expect(outputs).not.toContain(PLANTED_KEY)
    rows.set(`${vendor}/${name}`, rowOf(vendor, testCase, result))
  })
})

describe('docs/PROVIDERS.md', () => {
  it('lists every case above with its kind, its calls and what the user reads', async () => {
    const wanted = Object.entries(LIVE).flatMap(([vendor, cases]) =>
      cases.map(({ name }) => rows.get(`${vendor}/${name}`)),
    )
    const table = [
      '| provider | the provider | kind | calls | the user reads |',
      '|---|---|---|---|---|',
      ...wanted,
    ].join('\n')
    const text = await readText('docs/PROVIDERS.md')
    const [before, rest] = text.split(BEGIN)
    const after = rest?.split(END)[1]
    const next = `${before}${BEGIN}\n${table}\n${END}${after}`
    if (process.env.WRITE_DOCS === 'yes') await writeFile(DOC, next)
    expect(await readText('docs/PROVIDERS.md')).toBe(next)
  })
})

afterAll(() => rows.clear())

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
