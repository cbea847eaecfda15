import { LIGHTHOUSE_BASE64, LIGHTHOUSE_PNG } from './lighthouse-png.ts'
import type { ProviderAnswer, ProviderCase, ProviderStep } from './provider-case.ts'

const generate = (answer: ProviderAnswer): ProviderStep => ({
  method: 'POST',
  path: '/v2beta/stable-image/generate/core',
  answer,
})

const drew = (headers: Readonly<Record<string, string>>): ProviderStep =>
  generate({
    status: 200,
    headers: { 'content-type': 'image/png', seed: '343940597', 'x-request-id': 'st-1', ...headers },
    bytes: LIGHTHOUSE_PNG,
  })

const drewJson = (finish_reason: string): ProviderStep =>
  generate({
    status: 200,
    headers: { 'content-type': 'application/json; type=image/png', 'x-request-id': 'st-2' },
    json: { image: LIGHTHOUSE_BASE64, finish_reason, seed: 343940597 },
  })

const failed = (status: number, name: string, headers: Readonly<Record<string, string>> = {}): ProviderStep =>
  generate({
    status,
    headers,
    json: { id: 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4', name, errors: ['Words of the vendor.'] },
  })

const FINAL = { retryable: false, calls: 1 } as const
const DRAWN = { kind: 'image', mimeType: 'image/png', seed: 343_940_597, calls: 1 } as const

function stabilityCase(name: string, step: ProviderStep, expected: ProviderCase['expected']): ProviderCase {
  return { name, modelId: 'stability:core', steps: [step], expected }
}

/** What Stability AI answers. */
export const stabilityCases: readonly ProviderCase[] = [
  stabilityCase('draws', drew({ 'finish-reason': 'SUCCESS' }), DRAWN),
  stabilityCase('draws, and answers JSON', drewJson('SUCCESS'), DRAWN),
  stabilityCase('blurs the picture', drew({ 'finish-reason': 'CONTENT_FILTERED' }), { kind: 'refused', ...FINAL }),
  stabilityCase('blurs the picture, in JSON', drewJson('CONTENT_FILTERED'), { kind: 'refused', ...FINAL }),
  stabilityCase('refuses the prompt', failed(403, 'content_moderation'), { kind: 'refused', ...FINAL }),
  stabilityCase('refuses a public figure', failed(422, 'public_figure'), { kind: 'refused', ...FINAL }),
  stabilityCase('takes English only', failed(422, 'invalid_language'), { kind: 'invalid', ...FINAL }),
  stabilityCase('rejects a field', failed(400, 'bad_request'), { kind: 'invalid', ...FINAL }),
  stabilityCase('does not know the key', failed(401, 'unauthorized'), { kind: 'auth', ...FINAL }),
  stabilityCase('forbids the model', failed(403, 'forbidden'), { kind: 'auth', ...FINAL }),
  stabilityCase('has no credit left', failed(402, 'payment_required'), { kind: 'billing', ...FINAL }),
  stabilityCase('has ended the model', failed(404, 'not_found'), { kind: 'retired', ...FINAL }),
  stabilityCase('is sent too much', failed(413, 'payload_too_large'), { kind: 'invalid', ...FINAL }),
  stabilityCase('is asked too often, and shuts the account out for a minute', failed(429, 'rate_limit_exceeded'), {
    kind: 'rate',
    retryable: true,
    calls: 2,
  }),
  stabilityCase('has an error', failed(500, 'internal_error'), { kind: 'upstream', retryable: true, calls: 1 }),
  stabilityCase('is overloaded', failed(503, 'service_unavailable', { 'retry-after': '1' }), {
    kind: 'upstream',
    retryable: true,
    retryAfterMs: 1000,
    calls: 2,
  }),
  stabilityCase('answers bytes that are no picture', generate({ status: 200, text: '<svg/>' }), {
    kind: 'undecodable',
    ...FINAL,
  }),
]
