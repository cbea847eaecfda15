import { LIGHTHOUSE_BASE64, LIGHTHOUSE_PNG } from './lighthouse-png.ts'
import type { ProviderAnswer, ProviderCase, ProviderStep } from './provider-case.ts'

const IMAGE_ID = '3f6c1d5e-8c52-4f0a-9f9a-2a5e3c1b7d10'
const PICTURE_PATH = '/example/0001.webp'

const generate = (answer: ProviderAnswer): ProviderStep => ({
  method: 'POST',
  path: '/v1/images/generations',
  answer,
})

const drew = (image: object): ProviderStep =>
  generate({ status: 200, json: { created: 1790000000, credits: 35, data: [{ image_id: IMAGE_ID, ...image }] } })

const drawn = {
  kind: 'image',
  mimeType: 'image/png',
  costMicroUsd: 35_000,
  costSource: 'reported',
} as const
const FINAL = { retryable: false, calls: 1 } as const

function recraftCase(
  name: string,
  steps: readonly ProviderStep[],
  expected: ProviderCase['expected'],
  more: Partial<ProviderCase> = {},
): ProviderCase {
  return { name, modelId: 'recraft:recraftv4_1', steps, expected, ...more }
}

const ANSWERED: readonly ProviderCase[] = [
  recraftCase('draws', [drew({ b64_json: LIGHTHOUSE_BASE64 })], { ...drawn, calls: 1 }),
  recraftCase(
    'draws with a seed, 16:9',
    [drew({ b64_json: LIGHTHOUSE_BASE64 })],
    { ...drawn, calls: 1 },
    { request: { seed: 42, aspectRatio: '16:9' } },
  ),
  recraftCase(
    'answers an address',
    [
      drew({ url: `{origin}${PICTURE_PATH}` }),
      { method: 'GET', path: PICTURE_PATH, withoutKey: true, answer: { status: 200, bytes: LIGHTHOUSE_PNG } },
    ],
    { ...drawn, calls: 2 },
  ),
  recraftCase(
    'writes the prompt anew',
    [drew({ b64_json: LIGHTHOUSE_BASE64, revised_prompt: 'a lighthouse in heavy oil' })],
    { ...drawn, revisedPrompt: 'a lighthouse in heavy oil', calls: 1 },
  ),
  recraftCase('draws a vector', [drew({ b64_json: btoa('<svg xmlns="http://www.w3.org/2000/svg"/>') })], {
    kind: 'undecodable',
    ...FINAL,
  }),
  recraftCase('answers an address on a strange host', [drew({ url: 'https://pictures.example/0001.webp' })], {
    kind: 'upstream',
    ...FINAL,
  }),
  recraftCase('answers an image without a picture', [drew({})], { kind: 'upstream', ...FINAL }),
  recraftCase(
    'answers without an image',
    [generate({ status: 200, json: { created: 1790000000, credits: 0, data: [] } })],
    { kind: 'upstream', ...FINAL },
  ),
  recraftCase('answers a page', [generate({ status: 200, text: '<!doctype html><title>Sign in</title>' })], {
    kind: 'upstream',
    ...FINAL,
  }),
]

/** No error body but two is published: all that is known of the others is that they are told by their status. */
function rejected(name: string, answer: ProviderAnswer, expected: ProviderCase['expected']): ProviderCase {
  return recraftCase(name, [generate(answer)], expected, { constructed: true })
}

const REJECTED: readonly ProviderCase[] = [
  rejected(
    'does not accept the key',
    { status: 401, json: { code: 'unauthorized', message: 'the token is not valid' } },
    { kind: 'auth', ...FINAL },
  ),
  rejected(
    'does not accept the key, in plain text',
    { status: 401, headers: { 'content-type': 'text/plain' }, text: 'request unauthorized' },
    { kind: 'auth', ...FINAL },
  ),
  rejected(
    'has no units left',
    { status: 402, json: { code: 'payment_required', message: 'no units' } },
    { kind: 'billing', ...FINAL },
  ),
  rejected(
    'refuses the prompt',
    {
      status: 400,
      json: { code: 'image_generation_rejected', message: 'Content moderation has stopped this prompt.' },
    },
    { kind: 'refused', ...FINAL },
  ),
  rejected(
    'finds the prompt NSFW',
    { status: 422, json: { code: 'bad_prompt', message: 'This looks NSFW.' } },
    { kind: 'refused', ...FINAL },
  ),
  rejected(
    'does not take the size',
    { status: 400, json: { code: 'invalid_size', message: 'no such size' } },
    { kind: 'invalid', ...FINAL },
  ),
  rejected(
    'does not take the request',
    { status: 422, json: { code: 'unprocessable', message: 'a field is wrong' } },
    { kind: 'invalid', ...FINAL },
  ),
  rejected(
    'knows no such model',
    { status: 404, json: { code: 'not_found', message: 'no such model' } },
    { kind: 'retired', ...FINAL },
  ),
  rejected(
    'has too many requests',
    { status: 429, json: { code: 'too_many_requests', message: 'slower, please' } },
    { kind: 'rate', retryable: true, calls: 3 },
  ),
  rejected('fails', { status: 500, text: 'it broke' }, { kind: 'upstream', retryable: true, calls: 1 }),
  rejected('is busy', { status: 503, text: 'busy' }, { kind: 'upstream', retryable: true, calls: 2 }),
]

/** Recraft, base URL `{origin}/v1`. */
export const recraftCases: readonly ProviderCase[] = [...ANSWERED, ...REJECTED]
