import { describe, expect, it } from 'vitest'
import { bedrockNovaCases } from '../../../tests/providers/bedrock-stability.ts'
import { imagenCases } from '../../../tests/providers/gemini.ts'
import { dallE3Cases } from '../../../tests/providers/openai.ts'
import { replayCase, summaryOf } from '../../../tests/providers/replay-case.ts'
import { createBedrockNova } from './bedrock-nova.ts'
import { createImagen } from './imagen.ts'
import { createOpenAi } from './openai.ts'
import type { ProviderContext } from './provider-context.ts'
import { VENDOR_ROWS } from './vendor-rows.ts'

const ENDED = [
  { title: 'DALL-E 3', cases: dallE3Cases, basePath: '/v1', create: createOpenAi },
  { title: 'Imagen', cases: imagenCases, basePath: '/v1beta', create: createImagen },
  {
    title: 'Nova Canvas',
    cases: bedrockNovaCases,
    basePath: '',
    create: (context: ProviderContext) =>
      createBedrockNova({ ...context, region: 'us-west-2', credentials: () => undefined }),
  },
] as const

describe.each(ENDED)('below the registry, $title', ({ cases, ...setting }) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, testCase) => {
    const row = VENDOR_ROWS.find(({ id }) => id === testCase.modelId)
    const played = await replayCase(testCase, { ...setting, ...(row && { row }) })
    expect(played.complaints).toEqual([])
    expect(summaryOf(played)).toEqual({ ...summaryOf(played), ...testCase.expected })
  })
})

describe('a model that has ended', () => {
  it('names its successor, which lives', () => {
    const ended = VENDOR_ROWS.filter((row) => row.retiredOn !== undefined)
    expect(ended.length).toBeGreaterThanOrEqual(9)
    for (const { id, replacement } of ended) {
      const successor = VENDOR_ROWS.find((row) => row.id === replacement)
      expect(successor, id).toBeDefined()
      expect(successor?.retiredOn, id).toBeUndefined()
    }
  })
})
