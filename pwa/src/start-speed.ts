import { type Metric, onCLS, onINP, onLCP } from 'web-vitals'
import type { Vital } from '#contract/client-log.ts'
import type { Attention } from '#offline/poll-jobs.ts'
import type { Timing } from '#offline/timing.ts'
import { placeOf } from '#platform/addresses.ts'
import { createSpeed } from '#platform/speed.ts'
import { maySendSpeed } from '#platform/speed-choice.ts'

type SpeedTools = Pick<Parameters<typeof createSpeed>[0], 'api' | 'mintId' | 'state'> & {
  readonly timing: Timing
  readonly attention: Attention
}

/** Begins to measure. Loaded when the page is at rest: browsers have kept what happened before. */
export function startSpeed({ timing, attention, ...tools }: SpeedTools): void {
  const [navigation] = performance.getEntriesByType('navigation')
  const { screen } = placeOf(new URL(navigation?.name ?? location.href).pathname)
  const speed = createSpeed({
    ...{ ...tools, screen, random: timing.random },
    ...{ maySend: maySendSpeed, isOnline: () => navigator.onLine },
  })
  const note = ({ name, value, rating }: Metric) => speed.noteVital({ name: name as Vital['name'], value, rating }) // one of the three below
  for (const measure of [onLCP, onINP, onCLS]) measure(note, { reportAllChanges: true })
  new PerformanceObserver((list) => {
    const requests = list.getEntries().filter((entry) => entry instanceof PerformanceResourceTiming)
    speed.noteRequests(requests.filter(({ initiatorType }) => initiatorType === 'img' || initiatorType === 'fetch'))
  }).observe({ type: 'resource', buffered: true })
  // Behind what the vitals do at the same moment, which is their last word.
  attention.onRest(speed.send)
  addEventListener('pagehide', speed.send)
}
