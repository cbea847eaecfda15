import { LIGHTHOUSE_PNG } from './lighthouse-png.ts'
import type { ProviderAnswer, ProviderCase, ProviderStep } from './provider-case.ts'

const POLL_PATH = '/v1/get_result?id=t-0001'
const SAMPLE_PATH = '/results/t-0001/sample.png?se=2026-11-22T10%3A00%3A00Z&sig=x'

const submit = (answer: ProviderAnswer): ProviderStep => ({ method: 'POST', path: '/v1/flux-2-pro', answer })
const poll = (answer: ProviderAnswer): ProviderStep => ({ method: 'GET', path: POLL_PATH, answer })
const sample = (answer: ProviderAnswer): ProviderStep => ({
  method: 'GET',
  path: SAMPLE_PATH,
  withoutKey: true,
  answer,
})

/** The answer to a submit, as it is where nothing is said of it. */
const TASK = {
  id: 't-0001',
  polling_url: `{origin}${POLL_PATH}`,
  cost: 3,
  input_mp: 0,
  output_mp: 1.05,
}
const accepted = submit({ status: 200, json: TASK })

const state = (status: string, more: object = {}) =>
  poll({
    status: 200,
    json: { id: 't-0001', status, result: null, progress: null, details: null, preview: null, ...more },
  })

const ready = (result: object = {}) =>
  state('Ready', {
    result: {
      sample: `{origin}${SAMPLE_PATH}`,
      prompt: 'a lighthouse on a cliff at dusk, oil painting',
      seed: 42,
      start_time: 1790000000.1,
      end_time: 1790000003.4,
      duration: 3.3,
      ...result,
    },
  })

const picture = sample({ status: 200, headers: { 'content-type': 'image/png' }, bytes: LIGHTHOUSE_PNG })
const drawn = {
  kind: 'image',
  mimeType: 'image/png',
  seed: 42,
  costMicroUsd: 30_000,
  costSource: 'reported',
} as const

function bflCase(
  name: string,
  steps: readonly ProviderStep[],
  expected: ProviderCase['expected'],
  more: Partial<ProviderCase> = {},
): ProviderCase {
  return { name, modelId: 'bfl:flux-2-pro', steps, expected, ...more }
}

/** A task that ends without a picture: by its first poll, unless it is said otherwise. */
function endsAs(name: string, last: ProviderStep, kind: 'refused' | 'upstream', retryable = false): ProviderCase {
  return bflCase(name, [accepted, last], { kind, retryable, calls: 2 })
}

const PICTURES: readonly ProviderCase[] = [
  bflCase('draws after one wait', [accepted, state('Pending'), ready(), picture], { ...drawn, calls: 4 }),
  bflCase('draws with the given seed', [accepted, ready(), picture], { ...drawn, calls: 3 }, { request: { seed: 42 } }),
  bflCase('charges a part of a credit', [submit({ status: 200, json: { ...TASK, cost: 1.4 } }), ready(), picture], {
    ...drawn,
    costMicroUsd: 14_000,
    calls: 3,
  }),
  bflCase('names no cost', [submit({ status: 200, json: { ...TASK, cost: null } }), ready(), picture], {
    kind: 'image',
    mimeType: 'image/png',
    seed: 42,
    calls: 3,
  }),
  bflCase(
    'is busy for one poll',
    [accepted, poll({ status: 503, json: { detail: 'down for a moment' } }), ready(), picture],
    { ...drawn, calls: 4 },
  ),
  bflCase(
    'slows the polls down',
    [accepted, poll({ status: 429, headers: { 'retry-after': '1' }, json: { detail: 'slow' } }), ready(), picture],
    { ...drawn, calls: 4 },
  ),
  bflCase(
    'has its picture only at the second try',
    [accepted, ready(), sample({ status: 503, text: 'busy' }), picture],
    { ...drawn, calls: 4 },
  ),
]

const TASKS: readonly ProviderCase[] = [
  endsAs(
    'refuses the prompt',
    state('Request Moderated', { details: { 'Moderation Reasons': ['Safety Filter'] } }),
    'refused',
  ),
  endsAs(
    'withholds the picture',
    state('Content Moderated', { details: { 'Moderation Reasons': ['Safety Filter'] } }),
    'refused',
  ),
  endsAs('fails at the task', state('Error'), 'upstream', true),
  endsAs('has lost the task', state('Task not found'), 'upstream'),
  endsAs('names a status that nobody knows', state('Paused for Review'), 'upstream'),
  endsAs('is ready without an address', ready({ sample: null }), 'upstream'),
  endsAs('knows no such task', poll({ status: 404, json: { detail: 'no such task' } }), 'upstream'),
  endsAs(
    'answers a poll with a page',
    poll({ status: 200, text: '<!doctype html><title>Sign in</title>' }),
    'upstream',
  ),
  endsAs('has its picture on a strange host', ready({ sample: 'https://pictures.example/t-0001.png' }), 'upstream'),
  bflCase(
    'has nothing at the address of its picture',
    [accepted, ready(), sample({ status: 403, text: 'the address has expired' })],
    { kind: 'upstream', retryable: false, calls: 3 },
  ),
  bflCase(
    'delivers a page in the place of a picture',
    [accepted, ready(), sample({ status: 200, headers: { 'content-type': 'image/png' }, text: '<!doctype html>' })],
    { kind: 'undecodable', retryable: false, calls: 3 },
  ),
  bflCase(
    'sends polls to a strange host',
    [submit({ status: 200, json: { ...TASK, polling_url: 'https://api.bfl.ai.example/v1/get_result?id=t-0001' } })],
    { kind: 'upstream', retryable: false, calls: 1 },
  ),
  bflCase('takes the task without saying where it is', [submit({ status: 200, json: { id: 't-0001' } })], {
    kind: 'upstream',
    retryable: false,
    calls: 1,
  }),
]

function rejected(
  name: string,
  answer: ProviderAnswer,
  expected: ProviderCase['expected'],
  more: Partial<ProviderCase> = {},
): ProviderCase {
  return bflCase(name, [submit(answer)], expected, more)
}

const WIDTH_IS_WRONG = { loc: ['body', 'width'], msg: 'has to be a multiple of 32', type: 'multiple_of' }

const REJECTED: readonly ProviderCase[] = [
  rejected(
    'does not accept the key (403)',
    { status: 403, json: { detail: 'Not authenticated' } },
    { kind: 'auth', retryable: false, calls: 1 },
  ),
  rejected(
    'does not accept the key (401)',
    { status: 401, json: { detail: 'Not authenticated' } },
    { kind: 'auth', retryable: false, calls: 1 },
    { constructed: true },
  ),
  rejected(
    'has no credits left',
    { status: 402, json: { detail: 'no credits' } },
    { kind: 'billing', retryable: false, calls: 1 },
    { constructed: true },
  ),
  rejected(
    'does not take the width',
    { status: 422, json: { detail: [WIDTH_IS_WRONG] } },
    { kind: 'invalid', retryable: false, calls: 1 },
  ),
  rejected(
    'does not take the request',
    { status: 400, json: { detail: 'a field is wrong' } },
    { kind: 'invalid', retryable: false, calls: 1 },
    { constructed: true },
  ),
  rejected(
    'refuses the prompt at once',
    { status: 400, json: { error: 'content_policy_violation', message: 'not this one' } },
    { kind: 'refused', retryable: false, calls: 1 },
    { constructed: true },
  ),
  rejected(
    'knows no such model',
    { status: 404, json: { detail: 'Not Found' } },
    { kind: 'retired', retryable: false, calls: 1 },
    { constructed: true },
  ),
  rejected(
    'has 24 tasks of this account under way',
    { status: 429, json: { detail: 'too many tasks under way' } },
    { kind: 'rate', retryable: true, calls: 3 },
  ),
  rejected(
    'fails',
    { status: 500, json: { detail: 'something broke' } },
    { kind: 'upstream', retryable: true, calls: 1 },
    { constructed: true },
  ),
  rejected(
    'is down for maintenance',
    { status: 503, json: { detail: 'come back later' } },
    { kind: 'upstream', retryable: true, calls: 2 },
    { constructed: true },
  ),
]

/** Black Forest Labs, base URL `{origin}/v1`. */
export const bflCases: readonly ProviderCase[] = [...PICTURES, ...TASKS, ...REJECTED]
