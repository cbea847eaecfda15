import { createContext, Script } from 'node:vm'
import * as v from 'valibot'
import type { EdgeEvent } from './edge-event.ts'

/** A loop that does not end is stopped after this time. The platform ends far earlier; a machine under load must not. */
const TIMEOUT_MS = 1000

export interface VmRun {
  /** What the function returned, as JSON. */
  readonly returned: string
  /** What it printed. */
  readonly lines: readonly string[]
}

/** Inside of the context: a console as the platform has it. */
const CONSOLE = `var lines = []
var console = {
  log: function log(message) {
    if (arguments.length !== 1) throw new TypeError('console.log takes one argument')
    lines.push(String(message))
  },
}`
/** A script, since a call of a function that was taken out of its context has no time limit. */
const CALL = new Script(`(function () {
  lines = []
  try {
    var returned = JSON.stringify(handler(JSON.parse(input)))
    return JSON.stringify({ returned: returned, lines: lines })
  } catch (error) {
    return JSON.stringify({ failure: String(error && error.stack) })
  }
})()`)

const Output = v.union([
  v.object({ returned: v.optional(v.string(), 'null'), lines: v.array(v.string()) }),
  v.object({ failure: v.string() }),
])

/**
 * Runs the built function in a context of its own that has the language and nothing around it. Only strings cross, so
 * no object of ours is in its reach. What the language has here and not at the edge is caught by the build and by njs.
 */
export function createVmHost(code: string, timeoutMs = TIMEOUT_MS): (event: EdgeEvent) => VmRun {
  // Without a prototype, so that nothing of ours can be reached from the context's global object.
  const sandbox: Record<string, unknown> = Object.create(null)
  const context = createContext(sandbox, { codeGeneration: { strings: false, wasm: false } })
  new Script(CONSOLE).runInContext(context, { timeout: timeoutMs })
  new Script(code, { filename: 'edge/dist/viewer-request.js' }).runInContext(context, { timeout: timeoutMs })
  return function runInVm(event) {
    sandbox.input = JSON.stringify(event)
    const output = v.parse(Output, JSON.parse(String(CALL.runInContext(context, { timeout: timeoutMs }))))
    if ('failure' in output) throw new Error(`The edge function failed: ${output.failure}`)
    return output
  }
}
