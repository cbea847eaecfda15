import { useRef, useState } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { countChars, normalizePrompt } from '#contract/prompt.ts'
import type { SubmitOutcome } from '#offline/submit-prompt.ts'
import { errorName } from '#platform/error-name.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { texts } from '#ui/texts/en.ts'
import { offerOf, type Problem, problemOf, promptToSend, textProblemOf } from './prompt-options.ts'

/** A press that follows a saved prompt this closely is the second half of a double press, not an empty prompt. */
const DOUBLE_PRESS_MS = 1000

const problemTexts = (): Record<Problem, string> => ({
  empty: texts.prompt.empty,
  'too-long': texts.prompt.tooLong(LIMITS.maxPromptChars),
  'no-model': texts.prompt.noModel,
  'too-many-models': texts.prompt.tooManyModels(LIMITS.maxModelsPerPrompt),
  'bad-seed': texts.prompt.badSeed(LIMITS.maxSeed),
  'leave-out-too-long': texts.prompt.leaveOutTooLong(LIMITS.maxPromptChars),
})

export interface CreateError {
  readonly text: string
  readonly problem?: Problem
}

interface CreateEvents {
  /** It is on the disk under this id. */
  readonly onSaved: (jobId: string) => void
  readonly onProblem: (problem: Problem) => void
}

/** The draft with all that the chosen models offer, and the one way to send it. */
export function useCreate({ onSaved, onProblem }: CreateEvents) {
  const { draft, modelChoice, modelList, submitPrompt, prepareSending, announce, reportError } = useServices()
  const { text, options } = useObservable(draft.state)
  const list = useObservable(modelList.state)
  const offer = offerOf(list.answer, useObservable(modelChoice.ids), options)
  const [error, setError] = useState<CreateError>()
  const savedAt = useRef(Number.NEGATIVE_INFINITY)
  const over = countChars(normalizePrompt(text)) - LIMITS.maxPromptChars

  async function send(isSeedReadable: boolean): Promise<void> {
    // What stands in the box now: a press may come before the screen has followed the last key.
    const { text, options } = draft.state.get()
    const problem = isSeedReadable ? problemOf(text, options, offer) : 'bad-seed'
    if (problem === 'empty' && performance.now() - savedAt.current < DOUBLE_PRESS_MS) return
    if (problem !== undefined) return complain(problem)
    setError(undefined)
    finish(await submitPrompt(promptToSend(text, options, offer)))
  }

  function complain(problem: Problem): void {
    setError({ problem, text: problemTexts()[problem] })
    onProblem(problem)
  }

  /** Whether there is a text within the limit; says why where there is none. */
  function hasText(): boolean {
    const problem = textProblemOf(text)
    if (problem !== undefined) complain(problem)
    return problem === undefined
  }

  function finish(outcome: SubmitOutcome): void {
    if (outcome.kind === 'saved') {
      savedAt.current = performance.now()
      // With a network the next sentence is what the server says.
      if (!navigator.onLine) announce(texts.send.saved)
      onSaved(outcome.record.id)
    } else if (outcome.kind === 'failed') {
      const sentence = saveTroubleText(errorName(outcome.error))
      reportError({ error: outcome.error, where: 'outbox' })
      setError({ text: sentence })
      announce(sentence)
    }
  }

  function type(next: string): void {
    const nextOver = countChars(normalizePrompt(next)) - LIMITS.maxPromptChars
    if (nextOver > 0 && over <= 0) announce(texts.prompt.overLimitStatus(nextOver, LIMITS.maxPromptChars))
    if (error !== undefined) setError(undefined)
    draft.setText(next)
    // What fails here is tried again, and said, by the press on Generate.
    prepareSending().catch(() => undefined)
  }

  // Put there by other means than typing, a text is no empty one any more.
  const shownError = error?.problem === 'empty' && text !== '' ? undefined : error
  return { text, options, list, offer, error: shownError, send, hasText, type }
}

function saveTroubleText(name: unknown): string {
  if (name === 'QuotaExceededError') return texts.send.deviceFull
  // The database is of a newer version, which only that version may write to.
  return name === 'VersionError' ? texts.send.newerVersion : texts.send.notSaved
}
