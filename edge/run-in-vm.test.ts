import { describe, expect, it } from 'vitest'
import { toEdgeEvent } from './edge-event.ts'
import { EdgeBreachError, readOutcome } from './read-outcome.ts'
import { createVmHost } from './run-in-vm.ts'

const event = toEdgeEvent({ method: 'GET', url: '/', headers: [['Host', 'localhost']], address: '192.0.2.1' })
const run = (body: string) => createVmHost(`function handler(event) { ${body} }`, 100)(event)

describe('the host in Node', () => {
  it('stops a function that does not end', () => {
    expect(() => run('for (;;) {}')).toThrow(expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }))
  })

  it.each([
    'eval("1")',
    'new Function("return 1")()',
    'process.exit()',
    'require("fs")',
    'fetch("/")',
    'setTimeout(1)',
  ])('does not let it %s', (expression) => {
    expect(() => run(`return ${expression}`)).toThrow()
  })

  it('has nothing of ours in its reach', () => {
    const { returned } = run(`
      var found = []
      var names = Object.getOwnPropertyNames(globalThis)
      for (var at = 0; at < names.length; at++) {
        var value = globalThis[names[at]]
        if (typeof value === 'function' || (typeof value === 'object' && value !== null)) {
          if (!(value instanceof Object)) found.push(names[at])
        }
      }
      return found`)
    expect(JSON.parse(returned)).toEqual([])
  })

  it('prints one argument a line, as the platform does', () => {
    expect(run("console.log('a'); console.log(1); return event.request").lines).toEqual(['a', '1'])
    expect(() => run("console.log('a', 'b')")).toThrow('console.log takes one argument')
    expect(() => run("console.error('a')")).toThrow()
  })
})

describe('the rules of the platform', () => {
  const outcomeOf = (body: string) => readOutcome(event, JSON.parse(run(body).returned))

  it.each([
    ['a name with capitals', "event.request.headers['X-A'] = { value: '1' }; return event.request"],
    ['a header of the platform', "event.request.headers['x-edge-a'] = { value: '1' }; return event.request"],
    ['a forbidden header', "event.request.headers.connection = { value: 'close' }; return event.request"],
    ['another host', "event.request.headers.host = { value: 'evil.com' }; return event.request"],
    ['no host', 'delete event.request.headers.host; return event.request'],
    ['an added read-only header', "event.request.headers.via = { value: '1' }; return event.request"],
    ['a relative address', "event.request.uri = 'index.html'; return event.request"],
    ['an endless address', "event.request.uri = '/' + 'x'.repeat(8192); return event.request"],
    ['another method', "event.request.method = 'POST'; return event.request"],
    ['a value without its wrapping', "event.request.headers.accept = 'a'; return event.request"],
    ['nothing', 'return null'],
    ['a status that is none', 'return { statusCode: 99 }'],
    ['a forbidden header in an answer', "return { statusCode: 200, headers: { 'keep-alive': { value: '1' } } }"],
    ['a length in an answer', "return { statusCode: 200, headers: { 'content-length': { value: '1' } } }"],
    ['a body of an unknown encoding', "return { statusCode: 200, body: { encoding: 'hex', data: '00' } }"],
  ])('do not allow %s', (_what, body) => {
    expect(() => outcomeOf(body)).toThrow(EdgeBreachError)
  })

  it('allow a request that is left as it was', () => {
    expect(outcomeOf('return event.request')).toEqual({ kind: 'request', request: event.request })
  })
})
