import { describe, expect, it } from 'vitest'
import { AppError } from '#contract/errors.ts'
import { createMemoryLog } from '../../../tests/support/memory-log.ts'
import type { Moderation } from './moderate-prompt.ts'
import { createPromptSafety } from './prompt-safety.ts'

function safety(moderation?: Moderation) {
  const { log, text } = createMemoryLog()
  const asked: string[] = []
  const moderate = async (prompt: string): Promise<Moderation> => {
    asked.push(prompt)
    return moderation ?? { status: 'clean' }
  }
  return { asked, text, ...createPromptSafety({ log, ...(moderation && { moderate }) }) }
}

const codeOf = async (promise: Promise<void>) => {
  return promise.then(
    () => 'allowed',
    (error: unknown) => (error instanceof AppError ? error.code : 'another error'),
  )
}

describe('the safety of a prompt', () => {
  it('is decided by its words before any moderator is asked', async () => {
    const { check, asked, text } = safety({ status: 'clean' })
    expect(await codeOf(check(['what the fuck']))).toBe('INAPPROPRIATE_CONTENT')
    expect(asked).toEqual([])
    expect(text()).toContain('prompt-refused')
    expect(text()).not.toContain('what the')
  })

  it('is decided by each text alone, what to leave out too', async () => {
    const { check } = safety()
    expect(await codeOf(check(['a girl in a garden', 'nudity, nsfw']))).toBe('allowed')
    expect(await codeOf(check(['a girl in a garden', 'what the fuck']))).toBe('INAPPROPRIATE_CONTENT')
  })

  it.each<[Moderation, string]>([
    [{ status: 'clean' }, 'allowed'],
    [{ status: 'unavailable' }, 'allowed'],
    [{ status: 'flagged', categories: ['violence'], isBlocked: false }, 'allowed'],
    [{ status: 'flagged', categories: ['sexual/minors'], isBlocked: true }, 'INAPPROPRIATE_CONTENT'],
  ])('after a moderator said %o is %s', async (moderation, outcome) => {
    const { check, asked, text } = safety(moderation)
    expect(await codeOf(check(['a lighthouse']))).toBe(outcome)
    expect(asked).toEqual(['a lighthouse'])
    expect(text()).not.toContain('a lighthouse')
  })
})
