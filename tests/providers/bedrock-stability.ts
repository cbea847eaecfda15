import { LIGHTHOUSE_BASE64 } from './lighthouse-png.ts'
import type { ProviderAnswer, ProviderCase, ProviderStep } from './provider-case.ts'

const MODEL = 'stability.sd3-5-large-v1:0'
const NOVA = 'amazon.nova-canvas-v1:0'
const FINAL = { retryable: false, calls: 1 } as const

const invoke = (model: string, answer: ProviderAnswer): ProviderStep => ({
  method: 'POST',
  path: `/model/${model.replace(':', '%3A')}/invoke`,
  answer,
})

const answered = (json: object): ProviderStep =>
  invoke(MODEL, { status: 200, headers: { 'x-amzn-requestid': '8c1b0e0a-0001' }, json })

const thrown = (status: number, type: string, message = 'Words of the vendor.', model = MODEL): ProviderStep =>
  invoke(model, {
    status,
    headers: { 'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/` },
    json: { message },
  })

function bedrockCase(name: string, step: ProviderStep, expected: ProviderCase['expected']): ProviderCase {
  return { name, modelId: `bedrock:${MODEL}`, steps: [step], expected }
}

/** What Bedrock answers for Stability's models. */
export const bedrockStabilityCases: readonly ProviderCase[] = [
  bedrockCase('draws', answered({ seeds: [2130420379], finish_reasons: [null], images: [LIGHTHOUSE_BASE64] }), {
    kind: 'image',
    mimeType: 'image/png',
    seed: 2_130_420_379,
    calls: 1,
  }),
  ...['prompt', 'output image', 'input image'].map((filtered) =>
    bedrockCase(`filters: ${filtered}`, answered({ finish_reasons: [`Filter reason: ${filtered}`] }), {
      kind: 'refused',
      ...FINAL,
    }),
  ),
  bedrockCase('has an inference error', answered({ seeds: [1], finish_reasons: ['Inference error'] }), {
    kind: 'upstream',
    retryable: true,
    calls: 1,
  }),
  bedrockCase('answers without a picture', answered({ finish_reasons: [null] }), { kind: 'upstream', ...FINAL }),
  bedrockCase('rejects a field', thrown(400, 'ValidationException'), { kind: 'invalid', ...FINAL }),
  bedrockCase(
    'has ended the model',
    thrown(404, 'ResourceNotFoundException', 'This model version has reached the end of its life.'),
    { kind: 'retired', ...FINAL },
  ),
  bedrockCase(
    'has ended the model, as a wrong request',
    thrown(400, 'ValidationException', 'This model version has reached the end of its life.'),
    { kind: 'retired', ...FINAL },
  ),
  bedrockCase('denies access', thrown(403, 'AccessDeniedException'), { kind: 'auth', ...FINAL }),
  bedrockCase('does not know the model', thrown(404, 'ResourceNotFoundException'), { kind: 'retired', ...FINAL }),
  bedrockCase('has reached its quota', thrown(400, 'ServiceQuotaExceededException'), {
    kind: 'rate',
    retryable: true,
    calls: 1,
  }),
  bedrockCase('is asked too often', thrown(429, 'ThrottlingException'), { kind: 'rate', retryable: true, calls: 3 }),
  bedrockCase('is not ready', thrown(429, 'ModelNotReadyException'), { kind: 'rate', retryable: true, calls: 3 }),
  bedrockCase('reports that the model took too long', thrown(408, 'ModelTimeoutException'), {
    kind: 'timeout',
    retryable: true,
    calls: 1,
  }),
  bedrockCase('reports an error of the model', thrown(424, 'ModelErrorException'), {
    kind: 'upstream',
    retryable: true,
    calls: 1,
  }),
  bedrockCase('has an error', thrown(500, 'InternalServerException'), { kind: 'upstream', retryable: true, calls: 1 }),
  bedrockCase('is overloaded', thrown(503, 'ServiceUnavailableException'), {
    kind: 'upstream',
    retryable: true,
    calls: 2,
  }),
]

const nova = { modelId: `bedrock:${NOVA}` } as const

/** Nova Canvas, which has ended: its form alone, replayed below the registry. */
export const bedrockNovaCases: readonly ProviderCase[] = [
  {
    ...nova,
    name: 'draws',
    steps: [invoke(NOVA, { status: 200, json: { images: [LIGHTHOUSE_BASE64], error: null } })],
    expected: { kind: 'image', mimeType: 'image/png', calls: 1 },
  },
  {
    ...nova,
    name: 'refuses the prompt',
    steps: [
      thrown(
        400,
        'ValidationException',
        'This request was blocked by our content filters (AWS Responsible AI Policy).',
        NOVA,
      ),
    ],
    expected: { kind: 'refused', ...FINAL },
  },
  {
    ...nova,
    name: 'withholds the picture',
    steps: [invoke(NOVA, { status: 200, json: { images: [], error: 'Words of the vendor.' } })],
    expected: { kind: 'refused', ...FINAL },
  },
  {
    ...nova,
    name: 'denies access',
    steps: [thrown(403, 'AccessDeniedException', undefined, NOVA)],
    expected: { kind: 'auth', ...FINAL },
  },
  {
    ...nova,
    name: 'has ended the model',
    steps: [thrown(404, 'ResourceNotFoundException', 'This model version has reached the end of its life.', NOVA)],
    expected: { kind: 'retired', ...FINAL },
  },
  {
    ...nova,
    name: 'is asked too often',
    steps: [thrown(429, 'ThrottlingException', undefined, NOVA)],
    expected: { kind: 'rate', retryable: true, calls: 3 },
  },
]
