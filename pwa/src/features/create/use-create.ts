import { useRef, useState } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { countChars, normalizePrompt } from '#contract/prompt.ts'
import type { SendOutcome } from '#offline/send-prompt.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { describeFailure } from '#ui/describe-failure.ts'
import { texts } from '#ui/texts/en.ts'
import { offerOf, type Problem, problemOf, promptToSend, textProblemOf } from './prompt-options.ts'
import { limitOf, type ReportedLimit, stillLimits } from './reported-limit.ts'

/** A press that follows an acceptance this closely is the second half of a double press, not an empty prompt. */
const DOUBLE_PRESS_MS = 1000

const PROBLEM_TEXTS: Record<Problem, string> = {
  empty: texts.prompt.empty,
  'too-long': texts.prompt.tooLong,
  'no-model': texts.prompt.noModel,
  'too-many-models': texts.prompt.tooManyModels(LIMITS.maxModelsPerPrompt),
  'bad-seed': texts.prompt.badSeed(LIMITS.maxSeed),
  'leave-out-too-long': texts.prompt.leaveOutTooLong(LIMITS.maxPromptChars),
}

export interface CreateError {
  readonly text: string
  readonly problem?: Problem
  readonly errorId?: string
  /** When a limit ends, milliseconds. */
  readonly until?: number
}

interface CreateEvents {
  readonly onAccepted: () => void
  readonly onProblem: (problem: Problem) => void
}

/** The draft with all that the chosen models offer, and the one way to send it. */
export function useCreate({ onAccepted, onProblem }: CreateEvents) {
  const { draft, modelChoice, modelList, sendPrompt, announce, now } = useServices()
  const { text, options } = useObservable(draft.state)
  const list = useObservable(modelList.state)
  const offer = offerOf(list.answer, useObservable(modelChoice.ids), options)
  const [error, setError] = useState<CreateError>()
  const [sending, setSending] = useState(0)
  const limit = useRef<ReportedLimit>(undefined)
  const acceptedAt = useRef(Number.NEGATIVE_INFINITY)
  const over = countChars(normalizePrompt(text)) - LIMITS.maxPromptChars

  async function send(isSeedReadable: boolean): Promise<void> {
    const problem = isSeedReadable ? problemOf(text, options, offer) : 'bad-seed'
    if (problem === 'empty' && now() - acceptedAt.current < DOUBLE_PRESS_MS) return
    if (problem !== undefined) return complain(problem)
    if (limit.current !== undefined && stillLimits(limit.current, offer, now())) {
      setError(limit.current.error)
      return
    }
    setError(undefined)
    setSending((count) => count + 1)
    const outcome = await sendPrompt(promptToSend(text, options, offer)).finally(() => setSending((count) => count - 1))
    finish(outcome)
  }

  function complain(problem: Problem): void {
    setError({ problem, text: PROBLEM_TEXTS[problem] })
    onProblem(problem)
  }

  /** Whether there is a text within the limit; says why where there is none. */
  function hasText(): boolean {
    const problem = textProblemOf(text)
    if (problem !== undefined) complain(problem)
    return problem === undefined
  }

  function finish(outcome: SendOutcome): void {
    if (outcome.kind === 'on-its-way') return
    if (outcome.kind === 'failed') {
      const sentence = describeFailure(outcome.failure, now())
      const { failure } = outcome
      // The id leads to the server's log, so it only helps where the server has answered.
      const isInLog = failure.kind === 'refused' || failure.kind === 'unknown-code'
      limit.current = limitOf(failure, offer, now())
      setError(limit.current?.error ?? { text: sentence, ...(isInLog && { errorId: failure.correlationId }) })
      announce(limit.current === undefined ? sentence : texts.send.limit)
      return
    }
    acceptedAt.current = now()
    announce(texts.send.accepted(outcome.totalModels))
    onAccepted()
  }

  function type(next: string): void {
    const nextOver = countChars(normalizePrompt(next)) - LIMITS.maxPromptChars
    if (nextOver > 0 && over <= 0) announce(texts.prompt.overLimitStatus(nextOver, LIMITS.maxPromptChars))
    if (error !== undefined) setError(undefined)
    draft.setText(next)
  }

  return { text, options, list, offer, error, isSending: sending > 0, send, hasText, type }
}
