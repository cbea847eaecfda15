import { describe, expect, it } from 'vitest'
import { genericCases } from '../../../tests/providers/generic.ts'
import { replayCase, summaryOf } from '../../../tests/providers/replay-case.ts'
import { createGenericModels } from './generic-models.ts'
import { readGenericSettings } from './generic-settings.ts'
import type { ProviderContext } from './provider-context.ts'

describe('an OpenAI-compatible server', () => {
  it.each(genericCases)('$name', async (each) => {
    const create = ({ baseUrl, key: _key, trustedOrigin: _trustedOrigin, ...runtime }: ProviderContext) => {
      const settings = readGenericSettings({ GENERIC_BASE_URL: baseUrl, ...each.environment })
      expect(settings.problems).toEqual([])
      const model = createGenericModels(settings, runtime).get(each.modelId)
      if (model === undefined) throw new Error(`${each.modelId} is not among the models of these settings`)
      return model
    }
    const replayed = await replayCase(each, { create, basePath: '/v1' })
    expect(replayed.complaints).toEqual([])
    expect(summaryOf(replayed)).toMatchObject(each.expected)
    const key = each.environment?.GENERIC_API_KEY
    expect(replayed.requests[0]?.headers.authorization).toBe(key && `Bearer ${key}`)
  })
})
