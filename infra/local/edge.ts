import type { EdgeEvent } from '../../edge/edge-event.ts'
import { type EdgeOutcome, readOutcome } from '../../edge/read-outcome.ts'
import { createVmHost } from '../../edge/run-in-vm.ts'
import type { Log } from '../../lambda/src/observability/log.ts'

/** What a viewer gets at the CDN when the function fails or does what is not allowed. */
const BAD_GATEWAY: EdgeOutcome = {
  kind: 'answer',
  answer: {
    status: 502,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: 'The edge could not read this request.',
  },
}

/** The edge function with the rules of the CDN around it: a breach is a 502 and stands in the log. */
export function createEdge(code: string, log: Log): (event: EdgeEvent) => EdgeOutcome {
  const run = createVmHost(code)
  return function askEdge(event) {
    try {
      const { returned, lines } = run(event)
      for (const line of lines) log.info('edge-line', { line })
      return readOutcome(event, JSON.parse(returned))
    } catch (error) {
      log.error('edge-failed', { method: event.request.method, path: event.request.uri }, error)
      return BAD_GATEWAY
    }
  }
}
