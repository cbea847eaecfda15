import { expect, it } from 'vitest'
import { buildEdgeFunction } from '../../edge/build.ts'
import { toEdgeEvent } from '../../edge/edge-event.ts'
import { createMemoryLog } from '../../tests/support/memory-log.ts'
import { createEdge } from './edge.ts'

const event = toEdgeEvent({ method: 'GET', url: '/gallery?a=1', headers: [['Host', 'localhost']], address: '::1' })

it('passes on what the built function makes of a request', async () => {
  const { log, lines } = createMemoryLog()
  const outcome = createEdge(await buildEdgeFunction(), log)(event)
  expect(outcome).toMatchObject({ kind: 'request', request: { uri: '/index.html', querystring: {} } })
  expect(lines).toEqual([])
})

it.each([
  ['fails', "throw new Error('planted')"],
  ['does what is not allowed', "event.request.headers.host = { value: 'evil.com' }; return event.request"],
  ['does not return anything', ''],
])('answers 502 and says so in the log when the function %s', (_what, body) => {
  const { log, lines } = createMemoryLog()
  const outcome = createEdge(`function handler(event) { ${body} }`, log)(event)
  expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 502 } })
  expect(lines).toMatchObject([{ level: 'error', message: 'edge-failed', fields: { method: 'GET', path: '/gallery' } }])
  expect(lines[0]?.error).toBeInstanceOf(Error)
})

it('takes the lines that the function prints into the log', () => {
  const { log, lines } = createMemoryLog()
  createEdge("function handler(event) { console.log('seen'); return event.request }", log)(event)
  expect(lines).toMatchObject([{ level: 'info', message: 'edge-line', fields: { line: 'seen' } }])
})
