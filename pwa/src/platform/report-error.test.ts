// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { createApi } from '../api/api.ts'
import { createFakeServer } from '../fake-server.ts'
import { createReportError, reportUncaught } from './report-error.ts'

function setUp() {
  const server = createFakeServer()
  let count = 0
  const api = createApi({ fetch: server.fetch, sleep: async () => undefined })
  return { server, reportError: createReportError(api, () => `id-${++count}`) }
}

describe('reportError', () => {
  it('sends a fault once and answers the id under which it stands in the log', () => {
    const { server, reportError } = setUp()
    expect(reportError({ error: new TypeError('x is not a function'), where: 'gallery' })).toBe('id-1')
    expect(reportError({ error: new TypeError('x is not a function'), where: 'gallery' })).toBe('id-1')
    const [sent, ...more] = server.requestsTo('/api/log')
    expect(more).toEqual([])
    expect(sent?.headers.get('X-Correlation-ID')).toBe('id-1')
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ level: 'ERROR', message: 'TypeError: x is not a function' })
  })

  it('sends no more than ten reports of a page', () => {
    const { server, reportError } = setUp()
    for (let index = 0; index < 30; index += 1) reportError({ error: new Error(`fault ${index}`), where: 'window' })
    expect(server.requestsTo('/api/log')).toHaveLength(10)
  })

  it('keeps within the lengths that the log takes', () => {
    const { server, reportError } = setUp()
    reportError({ error: new Error('x'.repeat(50_000)), where: 'window' })
    const { message, stack } = JSON.parse(server.requestsTo('/api/log')[0]?.body ?? '')
    expect(message).toHaveLength(2000)
    expect(stack.length).toBeLessThanOrEqual(8000)
  })

  it('hears of what nobody caught', () => {
    const { server, reportError } = setUp()
    reportUncaught(reportError)
    dispatchEvent(new ErrorEvent('error', { error: new Error('boom') }))
    const rejected = Object.assign(new Event('unhandledrejection'), { reason: new Error('lost') })
    dispatchEvent(rejected)
    const messages = server.requestsTo('/api/log').map((request) => JSON.parse(request.body).message)
    expect(messages).toEqual(['Error: boom', 'Error: lost'])
  })
})
