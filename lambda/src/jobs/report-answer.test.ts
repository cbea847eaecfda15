import { expect, it } from 'vitest'
import type { ImageOutcome, ModelRow } from '../models/image-model.ts'
import type { LogFields } from '../observability/log.ts'
import { reportAnswer } from './report-answer.ts'
import { TIMING } from './timing.ts'

const row: ModelRow = {
  id: 'test:model',
  provider: 'test',
  vendorModel: 'model',
  label: 'Model',
  capabilities: { aspectRatios: ['1:1'], seed: false, negativePrompt: false, maxPrompt: 1000 },
  free: false,
  timeoutMs: 50,
}
const image: ImageOutcome = { status: 'image', bytes: new Uint8Array(3), warnings: [] }
const price = { usd: 0.04, unit: 'image', source: 'https://prices.example', readOn: '2026-11-01' } as const

function lineOf(outcome: ImageOutcome, about: Partial<ModelRow> = {}): LogFields | undefined {
  let line: LogFields | undefined
  const info = (message: string, fields?: LogFields) => {
    if (message === 'model-answered') line = fields
  }
  const log = { debug() {}, info, warn() {}, error() {} }
  const timing = { ...TIMING, now: () => 5000, startId: undefined }
  const startedAt = new Date(3000).toISOString()
  reportAnswer(
    { log, timing, metrics: { count() {}, publish() {} } },
    { outcome, row: { ...row, ...about }, startedAt },
  )
  return line
}

it('tells the model, its time and the bytes of an answer', () => {
  expect(lineOf(image)).toMatchObject({ model: 'test:model', durationMs: 2000, bytes: 3 })
})

it.each([
  ['what the provider has asked', { ...image, cost: { microUsd: 12_000, source: 'reported' } }, { price }, 12_000],
  ['the price of the list where the provider says none', image, { price }, 40_000],
  ['nothing where no price is known', image, {}, undefined],
] as const)('has, for the alarm of money, %s', (_what, outcome, about, expected) => {
  expect(lineOf(outcome, about)?.costMicroUsd).toBe(expected)
})
