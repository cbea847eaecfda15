// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { afterEarlyAnswers, askEarly } from './early-answers.ts'

const PATH = '/api/gallery/0192d3a4-5b6c-7d8e-9f01-23456789abcd'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** What the page has asked for early is answered so; the app's own network answers "late". */
function openPage(early: () => Promise<Response>) {
  vi.stubGlobal('fetch', early)
  askEarly([PATH])
  const asked: string[] = []
  const network = afterEarlyAnswers(async (_input, init) => {
    asked.push(init?.method ?? '')
    return new Response('late')
  })
  const read = async (method = 'GET') => (await network(PATH, { method })).text()
  return { read, asked }
}

describe('an early answer', () => {
  it('is taken by the first question, with status and headers, and by no other', async () => {
    vi.stubGlobal('fetch', async () => new Response('early', { status: 404, headers: { 'X-Marker': '1' } }))
    askEarly([PATH])
    const network = afterEarlyAnswers(async () => new Response('late'))
    const response = await network(PATH, { method: 'GET' })
    expect([response.status, response.headers.get('X-Marker'), await response.text()]).toEqual([404, '1', 'early'])
    expect(await (await network(PATH, { method: 'GET' })).text()).toBe('late')
  })

  it('is no answer to a deletion, and not the truth after one', async () => {
    const { read, asked } = openPage(async () => new Response('early'))
    expect(await read('DELETE')).toBe('late')
    expect(await read()).toBe('late')
    expect(asked).toEqual(['DELETE', 'GET'])
  })

  it('that failed is asked for anew', async () => {
    const { read } = openPage(() => Promise.reject(new TypeError('no network')))
    expect(await read()).toBe('late')
  })

  it('that breaks off is asked for anew', async () => {
    const broken = () => new ReadableStream({ start: (controller) => controller.error(new TypeError('cut')) })
    const { read } = openPage(async () => new Response(broken()))
    expect(await read()).toBe('late')
  })
})
