/**
 * Lambda's runtime as far as times go, in a process of its own: loads a bundle, gives it events, and prints how long each
 * step took. `node perf/function-child.ts BUNDLE`, the events as JSON lines on standard input.
 */
import { createInterface } from 'node:readline'
import { toLambdaContext } from '../tests/support/payload-v2.ts'

interface Times {
  readonly ms: number
  readonly cpuMs: number
}
type Handler = (event: unknown, context: unknown) => Promise<{ statusCode?: number; batchItemFailures?: unknown[] }>

async function timed<Value>(work: () => Promise<Value>): Promise<Times & { value: Value }> {
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { value, ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 }
}

const init = await timed(() => import(process.argv[2] ?? ''))
const { handler } = init.value as { handler: Handler } // what the bundles export
const calls: Times[] = []
for await (const line of createInterface({ input: process.stdin })) {
  const events: unknown[] = JSON.parse(line)
  const call = await timed(() => Promise.all(events.map((event) => handler(event, toLambdaContext()))))
  for (const { statusCode = 200, batchItemFailures = [] } of call.value) {
    if (statusCode !== 200 || batchItemFailures.length > 0)
      throw new Error(`a call failed: ${JSON.stringify(call.value)}`)
  }
  calls.push({ ms: call.ms, cpuMs: call.cpuMs })
}
const peakMib = process.resourceUsage().maxRSS / 1024
console.info(JSON.stringify({ init: { ms: init.ms, cpuMs: init.cpuMs }, calls, peakMib }))
process.exit(0)
