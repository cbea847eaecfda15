import { LIGHTHOUSE_BASE64, LIGHTHOUSE_PNG } from './lighthouse-png.ts'
import type { ProviderAnswer, ProviderCase, ProviderStep } from './provider-case.ts'

/** A gateway in OpenAI's own dialect; the others are told by GENERIC_DIALECT. */
const GATEWAY = { GENERIC_MODEL_ID: 'any-model' }

const generate = (answer: ProviderAnswer): ProviderStep => ({
  method: 'POST',
  path: '/v1/images/generations',
  answer,
})
const drawn = { kind: 'image', mimeType: 'image/png', calls: 1 } as const
const FINAL = { retryable: false, calls: 1 } as const

function genericCase(
  name: string,
  answer: ProviderAnswer,
  expected: ProviderCase['expected'],
  environment: Readonly<Record<string, string>> = {},
): ProviderCase {
  const settings = { ...GATEWAY, ...environment }
  return { name, modelId: 'generic:any-model', steps: [generate(answer)], expected, environment: settings }
}

const LOCALAI_PICTURE: ProviderStep = {
  method: 'GET',
  path: '/generated-images/b64123.png',
  answer: { status: 200, headers: { 'content-type': 'image/png' }, bytes: LIGHTHOUSE_PNG },
}

/** A server of OpenAI's images API, base URL `{origin}/v1`, with or without a key. */
export const genericCases: readonly ProviderCase[] = [
  genericCase(
    'draws',
    { status: 200, json: { created: 1790000000, output_format: 'png', data: [{ b64_json: LIGHTHOUSE_BASE64 }] } },
    drawn,
  ),
  genericCase(
    'is stable-diffusion.cpp',
    { status: 200, json: { created: 1790000000, output_format: 'png', data: [{ b64_json: LIGHTHOUSE_BASE64 }] } },
    drawn,
    { GENERIC_DIALECT: 'sdcpp' },
  ),
  genericCase(
    'is Together',
    {
      status: 200,
      json: {
        id: 'o-1',
        model: 'any-model',
        object: 'list',
        data: [{ index: 0, type: 'b64_json', b64_json: LIGHTHOUSE_BASE64 }],
      },
    },
    drawn,
    { GENERIC_DIALECT: 'together', GENERIC_API_KEY: 'planted-Key-0123456789' },
  ),
  {
    name: 'is LocalAI and answers an address on its own host',
    modelId: 'generic:any-model',
    environment: { ...GATEWAY, GENERIC_DIALECT: 'localai' },
    steps: [
      generate({
        status: 200,
        json: {
          id: '7d1f',
          created: 1790000000,
          data: [{ url: `{origin}${LOCALAI_PICTURE.path}` }],
          usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
        },
      }),
      LOCALAI_PICTURE,
    ],
    expected: { ...drawn, calls: 2 },
  },
  genericCase(
    'refuses the prompt',
    {
      status: 400,
      json: {
        error: {
          message: 'The safety system has stopped this request.',
          type: 'invalid_request_error',
          param: null,
          code: 'content_policy_violation',
        },
      },
    },
    { kind: 'refused', ...FINAL },
  ),
  genericCase(
    'says what is wrong in a bare text',
    { status: 400, json: { error: 'the prompt is missing' } },
    { kind: 'invalid', ...FINAL },
    { GENERIC_DIALECT: 'sdcpp' },
  ),
  genericCase(
    'breaks with a bare text',
    { status: 500, json: { error: 'sampling has failed' } },
    { kind: 'upstream', retryable: true, calls: 1 },
    { GENERIC_DIALECT: 'sdcpp' },
  ),
  genericCase(
    'has nothing at this address',
    { status: 404, text: '404 page not found' },
    { kind: 'invalid', ...FINAL },
  ),
  genericCase(
    'has no such model any more',
    { status: 404, json: { error: { message: 'gone', type: 'invalid_request_error', code: 'model_not_found' } } },
    { kind: 'retired', ...FINAL },
  ),
  genericCase(
    'answers no data',
    { status: 200, json: { created: 1790000000, data: [] } },
    { kind: 'upstream', ...FINAL },
  ),
  genericCase(
    'is behind a proxy that cannot reach it',
    {
      status: 502,
      headers: { 'content-type': 'text/html' },
      text: '<!doctype html><title>502 Bad Gateway</title>',
    },
    { kind: 'upstream', retryable: true, calls: 1 },
  ),
]
