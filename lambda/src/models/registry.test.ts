import { describe, expect, it } from 'vitest'
import { AppError } from '#contract/errors.ts'
import type { ModelRow } from './image-model.ts'
import { createRegistry, type RegistryEntry } from './registry.ts'

const row = (id: string, more: Partial<ModelRow> = {}): ModelRow => ({
  id,
  provider: id.split(':')[0] ?? id,
  vendorModel: id,
  label: id.toUpperCase(),
  capabilities: { aspectRatios: ['1:1'], seed: false, negativePrompt: false, maxPrompt: 1000 },
  free: false,
  timeoutMs: 1000,
  ...more,
})
const entries: RegistryEntry[] = [
  { row: row('sketch:a', { free: true }) },
  { row: row('paid:b') },
  { row: row('paid:off'), offReason: 'PAID_KEY is missing.' },
  { row: row('old:c', { retiredOn: '2026-01-01', replacement: 'paid:b' }) },
]
const registry = (defaultModels?: string[], now = Date.parse('2026-06-01')) =>
  createRegistry({ entries, defaultModels, now: () => now })

describe('the registry', () => {
  it('offers what can be used and says why the rest cannot', () => {
    const infos = registry().infos()
    expect(infos.filter((info) => info.available).map((info) => info.id)).toEqual(['sketch:a', 'paid:b'])
    expect(infos.find((info) => info.id === 'paid:off')?.reason).toBe('PAID_KEY is missing.')
    expect(infos.find((info) => info.id === 'old:c')).toMatchObject({
      reason: 'Retired on 2026-01-01.',
      replacement: 'paid:b',
    })
  })

  it('offers a model until the day it retires', () => {
    const infos = registry(undefined, Date.parse('2025-12-31T23:59:59Z')).infos()
    expect(infos.find((info) => info.id === 'old:c')?.available).toBe(true)
  })

  it('sends a prompt without models to the free ones, or to DEFAULT_MODELS', () => {
    expect(registry().choose(undefined)).toEqual(['sketch:a'])
    expect(registry(['paid:b', 'sketch:a']).choose(undefined)).toEqual(['paid:b', 'sketch:a'])
  })

  it('leaves out defaults that cannot be used, and says so', () => {
    const { defaults, problems } = registry(['paid:off', 'paid:x'])
    expect(defaults).toEqual(['sketch:a'])
    expect(problems).toHaveLength(2)
  })

  it('takes a known model that is off, so that it fails alone, and refuses an unknown one', () => {
    expect(registry().choose(['paid:off', 'paid:off'])).toEqual(['paid:off'])
    expect(() => registry().choose(['paid:x', 'sketch:a'])).toThrow(AppError)
  })

  it('still names a model that it does not know any more', () => {
    expect(registry().describe('gone:model')).toEqual({
      ...{ label: 'gone:model', provider: 'gone' },
      ...{ free: false, replacement: undefined },
    })
  })

  it('refuses two models whose keys would be the same', () => {
    const twins = [{ row: row('a:b/c') }, { row: row('a:b_c') }]
    expect(() => createRegistry({ entries: twins, defaultModels: undefined, now: Date.now })).toThrow('differ only')
  })
})
