import { LIGHTHOUSE_BASE64 } from './lighthouse-png.ts'
import type { ProviderAnswer, ProviderCase, ProviderStep } from './provider-case.ts'

const generate = (answer: ProviderAnswer): ProviderStep => ({
  method: 'POST',
  path: '/v1beta/models/gemini-nano-banana-2.1:generateContent',
  answer,
})

const answered = (json: object): ProviderStep =>
  generate({ status: 200, json: { modelVersion: 'gemini-nano-banana-2.1', responseId: 'resp-1', ...json } })

const inline = (data: string, more: object = {}) => ({ inlineData: { mimeType: 'image/jpeg', data }, ...more })
const USAGE = { promptTokenCount: 10, candidatesTokenCount: 1120, totalTokenCount: 1130 }

const drew = (parts: readonly object[], more: object = {}): ProviderStep =>
  answered({
    candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }],
    usageMetadata: USAGE,
    ...more,
  })

const ended = (finishReason: string, more: object = {}): ProviderStep =>
  answered({ candidates: [{ finishReason, index: 0, ...more }], usageMetadata: { promptTokenCount: 8 } })

const failed = (code: number, status: string, details?: readonly object[]): ProviderStep =>
  generate({
    status: code,
    json: { error: { code, message: 'Words of the vendor.', status, ...(details && { details }) } },
  })

const FINAL = { retryable: false, calls: 1 } as const
const DRAWN = {
  kind: 'image',
  mimeType: 'image/png',
  costMicroUsd: 10 * 1.5 + 1120 * 30,
  costSource: 'computed',
  calls: 1,
} as const

function geminiCase(name: string, step: ProviderStep, expected: ProviderCase['expected']): ProviderCase {
  return { name, modelId: 'gemini:gemini-nano-banana-2.1', steps: [step], expected }
}

const REFUSALS = [
  'SAFETY',
  'IMAGE_SAFETY',
  'PROHIBITED_CONTENT',
  'IMAGE_PROHIBITED_CONTENT',
  'BLOCKLIST',
  'SPII',
  'RECITATION',
  'IMAGE_RECITATION',
]
const FAILURES = ['NO_IMAGE', 'IMAGE_OTHER', 'OTHER', 'MALFORMED_RESPONSE', 'MAX_TOKENS', 'STOP', 'A_NEW_REASON']
const RETRY_INFO = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '18s' }
const BAD_KEY = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }

/** What Google answers for its Gemini picture models. */
export const geminiCases: readonly ProviderCase[] = [
  geminiCase(
    'draws, after a draft among its thoughts',
    drew([inline('AAAA', { thought: true }), inline(LIGHTHOUSE_BASE64)]),
    DRAWN,
  ),
  geminiCase('draws, with words before the picture', drew([{ text: 'Here it is.' }, inline(LIGHTHOUSE_BASE64)]), DRAWN),
  geminiCase(
    'draws twice, and the last picture counts',
    drew([inline(btoa('no picture')), inline(LIGHTHOUSE_BASE64)]),
    DRAWN,
  ),
  ...['PROHIBITED_CONTENT', 'SAFETY', 'IMAGE_SAFETY', 'JAILBREAK', 'OTHER'].map((blockReason) =>
    geminiCase(`blocks the prompt: ${blockReason}`, answered({ promptFeedback: { blockReason } }), {
      kind: 'refused',
      ...FINAL,
    }),
  ),
  ...REFUSALS.map((reason) =>
    geminiCase(`withholds the picture: ${reason}`, ended(reason), { kind: 'refused', ...FINAL }),
  ),
  geminiCase(
    'apologizes in words',
    ended('IMAGE_PROHIBITED_CONTENT', { content: { role: 'model', parts: [{ text: 'I cannot draw that.' }] } }),
    { kind: 'refused', ...FINAL },
  ),
  ...FAILURES.map((reason) =>
    geminiCase(`ends without a picture: ${reason}`, ended(reason), { kind: 'upstream', ...FINAL }),
  ),
  geminiCase('answers nothing at all', answered({}), { kind: 'upstream', ...FINAL }),
  geminiCase('does not know the key', failed(400, 'INVALID_ARGUMENT', [BAD_KEY]), { kind: 'auth', ...FINAL }),
  geminiCase('rejects a field', failed(400, 'INVALID_ARGUMENT'), { kind: 'invalid', ...FINAL }),
  geminiCase('has no prepaid credit left', failed(402, 'RESOURCE_EXHAUSTED'), { kind: 'billing', ...FINAL }),
  geminiCase('forbids the model', failed(403, 'PERMISSION_DENIED'), { kind: 'auth', ...FINAL }),
  geminiCase('has ended the model', failed(404, 'NOT_FOUND'), { kind: 'retired', ...FINAL }),
  geminiCase('is asked too often, and says in the body for how long', failed(429, 'RESOURCE_EXHAUSTED', [RETRY_INFO]), {
    kind: 'rate',
    retryable: true,
    retryAfterMs: 18_000,
    calls: 3,
  }),
  geminiCase('has an error', failed(500, 'INTERNAL'), { kind: 'upstream', retryable: true, calls: 1 }),
  geminiCase('is overloaded', failed(503, 'UNAVAILABLE'), { kind: 'upstream', retryable: true, calls: 2 }),
  geminiCase('ran out of time', failed(504, 'DEADLINE_EXCEEDED'), { kind: 'timeout', ...FINAL }),
]

const predict = (answer: ProviderAnswer): ProviderStep => ({
  method: 'POST',
  path: '/v1beta/models/imagen-4.0-generate-001:predict',
  answer,
})
const imagen = { modelId: 'gemini:imagen-4.0-generate-001' } as const

/** Imagen, which has ended: its form alone, replayed below the registry. */
export const imagenCases: readonly ProviderCase[] = [
  {
    ...imagen,
    name: 'draws',
    steps: [
      predict({
        status: 200,
        json: { predictions: [{ mimeType: 'image/png', bytesBase64Encoded: LIGHTHOUSE_BASE64 }] },
      }),
    ],
    expected: { kind: 'image', mimeType: 'image/png', calls: 1 },
  },
  {
    ...imagen,
    name: 'filters the picture and says so',
    steps: [predict({ status: 200, json: { predictions: [{ raiFilteredReason: 'Words of the vendor.' }] } })],
    expected: { kind: 'refused', ...FINAL },
  },
  {
    ...imagen,
    name: 'filters the picture without a word',
    steps: [predict({ status: 200, json: {} })],
    expected: { kind: 'refused', ...FINAL },
  },
  {
    ...imagen,
    name: 'has ended the model',
    steps: [predict({ status: 404, json: { error: { code: 404, message: 'Gone.', status: 'NOT_FOUND' } } })],
    expected: { kind: 'retired', ...FINAL },
  },
]
