import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERRORS, type ErrorCode } from '#contract/errors.ts'
import { USER_MESSAGES } from '#contract/user-messages.ts'
import { post, startApi, type TestApi } from '../support/start-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const UUID = '0190a8b5-0000-7000-8000-000000000000'
const SECRET = 'zebra-secret-input'

const CASES: readonly [string, string, RequestInit, ErrorCode][] = [
  ['no prompt', '/api/generate', post({}), 'PROMPT_REQUIRED'],
  ['an empty prompt', '/api/generate', post({ prompt: '' }), 'PROMPT_REQUIRED'],
  ['a blank prompt', '/api/generate', post({ prompt: ' \n\t ' }), 'PROMPT_REQUIRED'],
  ['a prompt of nothing but control characters', '/api/generate', post({ prompt: '\u0000\u0007' }), 'PROMPT_REQUIRED'],
  ['a prompt of 1,001 characters', '/api/generate', post({ prompt: 'x'.repeat(1001) }), 'PROMPT_TOO_LONG'],
  ['a prompt that is a number', '/api/generate', post({ prompt: 5 }), 'INVALID_REQUEST'],
  ['a body that is a list', '/api/generate', post([SECRET]), 'INVALID_REQUEST'],
  ['a body that is null', '/api/generate', post('null'), 'INVALID_REQUEST'],
  ['an unknown model', '/api/generate', post({ prompt: 'x', models: [SECRET] }), 'UNKNOWN_MODEL'],
  ['no models at all', '/api/generate', post({ prompt: 'x', models: [] }), 'INVALID_REQUEST'],
  [
    'too many models',
    '/api/generate',
    post({ prompt: 'x', models: Array(21).fill('sketch:pixel') }),
    'INVALID_REQUEST',
  ],
  ['an unknown ratio', '/api/generate', post({ prompt: 'x', aspectRatio: SECRET }), 'INVALID_REQUEST'],
  ['a seed below zero', '/api/generate', post({ prompt: 'x', seed: -1 }), 'INVALID_REQUEST'],
  ['a seed with a fraction', '/api/generate', post({ prompt: 'x', seed: 0.5 }), 'INVALID_REQUEST'],
  ['a seed over the limit', '/api/generate', post({ prompt: 'x', seed: 2147483647 }), 'INVALID_REQUEST'],
  [
    'a long negative prompt',
    '/api/generate',
    post({ prompt: 'x', negativePrompt: 'x'.repeat(1001) }),
    'INVALID_REQUEST',
  ],
  ['broken JSON', '/api/generate', post(`{"prompt": "${SECRET}`), 'INVALID_JSON'],
  ['an empty body', '/api/generate', post(''), 'INVALID_JSON'],
  ['a form', '/api/generate', { method: 'POST', body: new URLSearchParams({ prompt: 'x' }) }, 'UNSUPPORTED_MEDIA_TYPE'],
  ['no content type', '/api/generate', { method: 'POST', body: new Uint8Array([123, 125]) }, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a body over 64 KiB', '/api/generate', post({ prompt: 'x', note: 'x'.repeat(65_536) }), 'BODY_TOO_LARGE'],
  ['a malformed key', '/api/generate', post({ prompt: 'x' }, { 'Idempotency-Key': SECRET }), 'INVALID_IDEMPOTENCY_KEY'],
  [
    'the nil UUID as key',
    '/api/generate',
    post({ prompt: 'x' }, { 'Idempotency-Key': UUID.replace(/[1-9a-f]/g, '0') }),
    'INVALID_IDEMPOTENCY_KEY',
  ],
  ['an empty key', '/api/generate', post({ prompt: 'x' }, { 'Idempotency-Key': '' }), 'INVALID_IDEMPOTENCY_KEY'],
  ['an unknown job', `/api/status/${UUID}`, {}, 'JOB_NOT_FOUND'],
  ['a malformed id', `/api/status/${SECRET}`, {}, 'INVALID_ID'],
  ['an id with a path in it', '/api/status/..%2f..%2fetc', {}, 'INVALID_ID'],
  ['an unknown gallery entry', `/api/gallery/${UUID}`, {}, 'JOB_NOT_FOUND'],
  ['a malformed gallery id', `/api/gallery/${SECRET}`, {}, 'INVALID_ID'],
  ['a limit of 0', '/api/gallery/list?limit=0', {}, 'INVALID_REQUEST'],
  ['a limit of 101', '/api/gallery/list?limit=101', {}, 'INVALID_REQUEST'],
  ['a limit that is a word', `/api/gallery/list?limit=${SECRET}`, {}, 'INVALID_REQUEST'],
  ['a malformed cursor', `/api/gallery/list?cursor=${SECRET}`, {}, 'INVALID_CURSOR'],
  [
    'a cursor for another prefix',
    `/api/gallery/list?cursor=${Buffer.from('../jobs/').toString('base64url')}`,
    {},
    'INVALID_CURSOR',
  ],
  ['an unknown route', `/api/${SECRET}`, {}, 'NOT_FOUND'],
  ['a wrong method', '/api/generate', {}, 'METHOD_NOT_ALLOWED'],
  ['a wrong method on a read', `/api/status/${UUID}`, { method: 'DELETE' }, 'METHOD_NOT_ALLOWED'],
  [
    'a log line over 10 KiB',
    '/api/log',
    post({ level: 'INFO', message: 'x', stack: 'x'.repeat(10_241) }),
    'BODY_TOO_LARGE',
  ],
  ['a log line of an unknown level', '/api/log', post({ level: SECRET, message: 'x' }), 'INVALID_REQUEST'],
  ...[
    { screen: `/g/${SECRET}`, measured: [{ name: 'LCP', value: 1, rating: 'good' }] },
    { screen: 'gallery', measured: [{ name: SECRET, value: 1, rating: 'good' }] },
    { screen: 'gallery', measured: [{ name: 'LCP', value: -1, rating: 'good' }] },
    { screen: 'gallery', measured: [{ name: 'LCP', value: 1e9, rating: 'good' }] },
    { screen: 'gallery', measured: [{ name: 'LCP', value: 1, rating: SECRET }] },
    { screen: 'gallery', measured: Array(4).fill({ name: 'LCP', value: 1, rating: 'good' }) },
    { screen: 'gallery', measured: [] },
  ].map((vitals, at): (typeof CASES)[number] => [
    `vitals of a wrong shape, ${at + 1}`,
    '/api/log',
    post({ level: 'INFO', message: 'vitals', vitals }),
    'INVALID_REQUEST',
  ]),
  [
    'a log line with objects inside',
    '/api/log',
    post({ level: 'INFO', message: 'x', metadata: { a: {} } }),
    'INVALID_REQUEST',
  ],
]

describe('bad input', () => {
  it.each(CASES)(
    '%s gets its own code and status, echoes nothing and stores nothing',
    async (_name, path, init, code) => {
      const response = await api.app.request(path, init)
      const text = await response.text()
      expect(JSON.parse(text)).toMatchObject({ error: code, message: USER_MESSAGES[code] })
      expect(response.status).toBe(ERRORS[code].status)
      expect(response.headers.get('X-Correlation-ID')).toBe(JSON.parse(text).correlationId)
      expect(text).not.toContain(SECRET)
      expect(text).not.toMatch(/\bat .*:\d+:\d+/)
      expect((await api.services.store.list({ prefix: 'jobs/' })).keys).toEqual([])
    },
  )

  it('counts characters as code points: 1,000 emoji are not too long', async () => {
    const other = await startApi()
    const response = await other.app.request(
      '/api/generate',
      post({ prompt: '🦊'.repeat(1000), models: ['sketch:pixel'] }),
    )
    expect(response.status).toBe(200)
    await other.close()
  })

  it('names the method that a route takes', async () => {
    const response = await api.app.request('/api/generate', { method: 'PUT' })
    expect(response.headers.get('Allow')).toBe('POST')
  })

  it('answers trouble of the store without a word about the inside', async () => {
    const failing = await startApi()
    const store = { ...failing.services.store, get: () => Promise.reject(new Error('disk /secret/path failed')) }
    const broken = await startApi({ services: { store }, folder: failing.folder })
    const response = await broken.app.request(`/api/status/${UUID}`)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
    await failing.close()
  })
})
