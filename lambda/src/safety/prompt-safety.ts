import { AppError } from '#contract/errors.ts'
import type { Log } from '../observability/log.ts'
import type { PromptVerdict } from './check-prompt.ts'
import type { Moderate } from './moderate-prompt.ts'

export interface PromptSafety {
  /** Whether the words of a text are accepted. */
  readonly isAllowed: (text: string) => Promise<boolean>
  /**
   * Stops a prompt before anything is counted or sent: by its words, then by the moderator where there is one.
   * @throws AppError INAPPROPRIATE_CONTENT
   */
  readonly check: (texts: readonly string[]) => Promise<void>
}

interface PromptSafetyOptions {
  readonly moderate?: Moderate | undefined
  readonly log: Log
}

export function createPromptSafety({ moderate, log }: PromptSafetyOptions): PromptSafety {
  let loading: Promise<(text: string) => PromptVerdict> | undefined
  /** The words take 30 ms to be made ready: most calls, and all of the worker, have no prompt that is to be checked. */
  const loadCheck = () => {
    loading ??= import('./check-prompt.ts').then(({ createPromptCheck }) => createPromptCheck())
    return loading
  }

  function refuse(fields: { readonly rule: string; readonly categories?: readonly string[] }): never {
    log.info('prompt-refused', fields) // what it was, and never the prompt
    throw new AppError('INAPPROPRIATE_CONTENT')
  }

  return {
    isAllowed: async (text) => (await loadCheck())(text).status === 'allowed',
    async check(texts) {
      const checkWords = await loadCheck()
      // Each by itself: what is to be left out of a picture is not in it.
      for (const text of texts) {
        const verdict = checkWords(text)
        if (verdict.status === 'blocked') refuse({ rule: verdict.rule })
      }
      const moderation = await moderate?.(texts.join('\n'))
      if (moderation?.status !== 'flagged') return
      if (moderation.isBlocked) refuse({ rule: 'moderation', categories: moderation.categories })
      log.info('prompt-flagged', { categories: moderation.categories })
    },
  }
}
