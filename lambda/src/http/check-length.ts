import { AppError } from '#contract/errors.ts'
import { LIMITS } from '#contract/limits.ts'
import { countChars } from '#contract/prompt.ts'

/**
 * A prompt that has been normalized, if it is one.
 * @throws AppError PROMPT_REQUIRED, PROMPT_TOO_LONG
 */
export function checkLength(prompt: string | null | undefined): string {
  if (prompt === undefined || prompt === null || prompt === '') throw new AppError('PROMPT_REQUIRED')
  const length = countChars(prompt)
  if (length > LIMITS.maxPromptChars) {
    throw new AppError('PROMPT_TOO_LONG', { maxLength: LIMITS.maxPromptChars, length })
  }
  return prompt
}
