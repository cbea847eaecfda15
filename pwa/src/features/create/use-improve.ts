import { useEffect, useRef, useState } from 'react'
import type { RequestFailure } from '#api/answer.ts'
import type { EnhanceAnswer } from '#contract/enhance.ts'
import { useServices } from '#platform/services-context.tsx'

/** What has become of the last press of "Improve prompt". `original` is the text that was in the box. */
export type Improvement = { readonly original: string } & (
  | { readonly state: 'improving' }
  | { readonly state: 'answered'; readonly answer: EnhanceAnswer }
  /** `at` is when that was known, milliseconds. */
  | { readonly state: 'unanswered'; readonly failure: RequestFailure; readonly at: number }
)

export interface Improve {
  /** Undefined while the panel is closed. */
  readonly improvement: Improvement | undefined
  readonly start: (text: string) => Promise<void>
  /** Closes the panel; an answer that is still to come is not waited for. */
  readonly close: () => void
}

/** One request for each press. Only the newest press may change what is shown. */
export function useImprove(): Improve {
  const { api, mintId, now } = useServices()
  const [improvement, setImprovement] = useState<Improvement>()
  const newest = useRef<{ readonly original: string; readonly abort: AbortController }>(undefined)

  useEffect(() => () => newest.current?.abort.abort(), [])

  function stop() {
    newest.current?.abort.abort()
    newest.current = undefined
  }

  return {
    improvement,
    async start(original) {
      // The second half of a double press.
      if (newest.current?.original === original) return
      stop()
      const press = { original, abort: new AbortController() }
      newest.current = press
      setImprovement({ state: 'improving', original })
      const answer = await api.enhance(original, { correlationId: mintId(), signal: press.abort.signal })
      if (newest.current !== press) return
      newest.current = undefined
      setImprovement(
        answer.ok
          ? { state: 'answered', original, answer: answer.value }
          : { state: 'unanswered', original, failure: answer.failure, at: now() },
      )
    },
    close() {
      stop()
      setImprovement(undefined)
    },
  }
}
