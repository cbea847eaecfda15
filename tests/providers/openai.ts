import { LIGHTHOUSE_BASE64, LIGHTHOUSE_PNG } from './lighthouse-png.ts'
import type { ProviderAnswer, ProviderCase, ProviderStep } from './provider-case.ts'

const generate = (answer: ProviderAnswer): ProviderStep => ({
  method: 'POST',
  path: '/v1/images/generations',
  answer,
})

const drew = (more: object = {}): ProviderStep =>
  generate({
    status: 200,
    headers: { 'x-request-id': 'req_0001' },
    json: {
      created: 1790000000,
      data: [{ b64_json: LIGHTHOUSE_BASE64 }],
      background: 'opaque',
      output_format: 'png',
      size: '1024x1024',
      quality: 'medium',
      usage: {
        input_tokens: 17,
        output_tokens: 1568,
        total_tokens: 1585,
        input_tokens_details: { text_tokens: 17, image_tokens: 0 },
      },
      ...more,
    },
  })

const failed = (
  status: number,
  error: { type: string; code: string | null; message?: string },
  headers: Readonly<Record<string, string>> = {},
): ProviderStep => {
  const json = { error: { message: 'Words of the vendor.', param: null, ...error } }
  return generate({ status, headers: { 'x-request-id': 'req_0002', ...headers }, json })
}

const FINAL = { retryable: false, calls: 1 } as const

function openAiCase(name: string, step: ProviderStep, expected: ProviderCase['expected']): ProviderCase {
  return { name, modelId: 'openai:gpt-image-2.6-flare', steps: [step], expected }
}

const USER_ERROR = 'image_generation_user_error'

/** What OpenAI answers for the gpt-image family. */
export const openAiCases: readonly ProviderCase[] = [
  openAiCase('draws', drew(), {
    kind: 'image',
    mimeType: 'image/png',
    costMicroUsd: 17 * 5 + 1568 * 30,
    costSource: 'computed',
    calls: 1,
  }),
  openAiCase('draws and says nothing of its tokens', drew({ usage: undefined }), {
    kind: 'image',
    mimeType: 'image/png',
    calls: 1,
  }),
  openAiCase('refuses the prompt', failed(400, { type: USER_ERROR, code: 'moderation_blocked' }), {
    kind: 'refused',
    ...FINAL,
  }),
  openAiCase('refuses by its policy', failed(400, { type: USER_ERROR, code: 'content_policy_violation' }), {
    kind: 'refused',
    ...FINAL,
  }),
  openAiCase('has reached its hard limit', failed(400, { type: USER_ERROR, code: 'billing_hard_limit_reached' }), {
    kind: 'billing',
    ...FINAL,
  }),
  openAiCase(
    'has no credit left, with the status of a rate limit',
    failed(429, { type: 'insufficient_quota', code: 'insufficient_quota' }),
    { kind: 'billing', ...FINAL },
  ),
  openAiCase('does not know the key', failed(401, { type: 'invalid_request_error', code: 'invalid_api_key' }), {
    kind: 'auth',
    ...FINAL,
  }),
  openAiCase('wants the organisation verified', failed(403, { type: 'invalid_request_error', code: null }), {
    kind: 'auth',
    ...FINAL,
  }),
  openAiCase('does not know the model', failed(404, { type: 'invalid_request_error', code: 'model_not_found' }), {
    kind: 'retired',
    ...FINAL,
  }),
  openAiCase('rejects a field', failed(400, { type: 'invalid_request_error', code: 'invalid_value' }), {
    kind: 'invalid',
    ...FINAL,
  }),
  openAiCase(
    'is asked too often, and says for how long',
    failed(429, { type: 'requests', code: 'rate_limit_exceeded' }, { 'retry-after': '2' }),
    { kind: 'rate', retryable: true, retryAfterMs: 2000, calls: 3 },
  ),
  openAiCase(
    'is asked too often, for longer than a run has',
    failed(429, { type: 'requests', code: 'rate_limit_exceeded' }, { 'retry-after-ms': '600000' }),
    { kind: 'rate', retryable: true, retryAfterMs: 600_000, calls: 1 },
  ),
  openAiCase('has an error', failed(500, { type: 'server_error', code: null }), {
    kind: 'upstream',
    retryable: true,
    calls: 1,
  }),
  openAiCase('is overloaded', failed(503, { type: 'server_error', code: null }), {
    kind: 'upstream',
    retryable: true,
    calls: 2,
  }),
  openAiCase('gives up behind a gateway', generate({ status: 504, text: '<h1>Gateway Timeout</h1>' }), {
    kind: 'timeout',
    ...FINAL,
  }),
  openAiCase('answers without a picture', drew({ data: [] }), { kind: 'upstream', ...FINAL }),
  openAiCase('answers a page in the place of JSON', generate({ status: 200, text: '<!doctype html>' }), {
    kind: 'upstream',
    ...FINAL,
  }),
  openAiCase('answers bytes that are no picture', drew({ data: [{ b64_json: btoa('<svg onload="alert(1)"/>') }] }), {
    kind: 'undecodable',
    ...FINAL,
  }),
]

const dallE = { modelId: 'openai:dall-e-3' } as const
const REVISED = 'A lighthouse on a tall cliff, painted in oils.'

/** DALL-E 3, which has ended: its form alone, replayed below the registry. */
export const dallE3Cases: readonly ProviderCase[] = [
  {
    ...dallE,
    name: 'draws',
    steps: [generate({ status: 200, json: { data: [{ b64_json: LIGHTHOUSE_BASE64, revised_prompt: REVISED }] } })],
    expected: { kind: 'image', mimeType: 'image/png', revisedPrompt: REVISED, calls: 1 },
  },
  {
    ...dallE,
    name: 'answers an address though base64 was asked for',
    steps: [
      generate({ status: 200, json: { data: [{ url: '{origin}/img-0001.png', revised_prompt: REVISED }] } }),
      { method: 'GET', path: '/img-0001.png', withoutKey: true, answer: { status: 200, bytes: LIGHTHOUSE_PNG } },
    ],
    expected: { kind: 'image', mimeType: 'image/png', revisedPrompt: REVISED, calls: 2 },
  },
  {
    ...dallE,
    name: 'refuses the prompt',
    steps: [failed(400, { type: 'invalid_request_error', code: 'content_policy_violation' })],
    expected: { kind: 'refused', ...FINAL },
  },
]
