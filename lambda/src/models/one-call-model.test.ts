import { describe, expect, it } from 'vitest'
import { createTestRuntime, testRequest } from '../../../tests/support/provider-runtime.ts'
import { createOneCallModel } from './one-call-model.ts'
import { failedOutcome, pictureOutcome } from './provider-outcome.ts'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const context = { ...createTestRuntime().runtime, baseUrl: 'http://127.0.0.1:9' }
const answered = { status: 'answered', httpStatus: 200, headers: new Headers(), bytes: PNG } as const
const capabilities = { aspectRatios: ['1:1'], seed: false, negativePrompt: false, maxPrompt: 12 }
const long = testRequest({ row: { capabilities }, prompt: 'a lighthouse on a cliff', seed: 1 })

describe('a model behind one call', () => {
  it('tells which text was drawn where it is not the prompt', async () => {
    const model = createOneCallModel(context, {
      send: async () => answered,
      read: (call, { bytes }) => pictureOutcome(call, bytes),
    })
    expect(await model(long)).toMatchObject({ status: 'image', revisedPrompt: 'a lighthouse' })
    expect(await model(testRequest({ prompt: 'a fox' }))).toMatchObject({ revisedPrompt: undefined })
  })

  it('believes the provider that it drew another text', async () => {
    const model = createOneCallModel(context, {
      send: async () => answered,
      read: (call, { bytes }) => pictureOutcome(call, bytes, { revisedPrompt: 'a lighthouse in oil' }),
    })
    expect(await model(long)).toMatchObject({ revisedPrompt: 'a lighthouse in oil' })
  })

  it('puts the warnings of the request on every outcome', async () => {
    const failing = createOneCallModel(context, {
      send: async (call) => failedOutcome(call, { kind: 'rate' }),
      read: () => Promise.reject(new Error('nothing was answered')),
    })
    const { warnings } = await failing(long)
    expect(warnings.map((warning) => warning.code)).toEqual(['prompt-cut', 'seed-unsupported'])
  })

  it('sends nothing where nothing is left of the prompt', async () => {
    let calls = 0
    const model = createOneCallModel(context, {
      cleanPrompt: () => '',
      async send() {
        calls += 1
        return answered
      },
      read: (call, { bytes }) => pictureOutcome(call, bytes),
    })
    expect(await model(long)).toMatchObject({ status: 'failed', kind: 'invalid' })
    expect(calls).toBe(0)
  })
})
