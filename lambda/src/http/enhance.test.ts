import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { AppError } from '#contract/errors.ts'
import { LIMITS } from '#contract/limits.ts'
import { ROUTES } from '#contract/routes.ts'
import { createMemoryLog } from '../../../tests/support/memory-log.ts'
import { createEnhancer } from '../enhance/enhance-prompt.ts'
import type { AppEnv } from './app-context.ts'
import { enhanceRoute } from './enhance.ts'

/** The route alone, with the order of what it asks. */
function createRoute() {
  const steps: string[] = []
  const { log } = createMemoryLog()
  const app = new Hono<AppEnv>()
  const improve = createEnhancer({ textModel: undefined, isAllowed: () => true, log })
  const route = enhanceRoute({
    safety: {
      async check(texts) {
        steps.push(`safety: ${texts.join()}`)
        if (texts.some((text) => text.includes('forbidden'))) throw new AppError('INAPPROPRIATE_CONTENT')
      },
    },
    async takeEnhanceTurn(context) {
      steps.push('turn')
      if (context.req.header('X-Tired')) throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: 60 })
    },
    enhance(prompt, signal) {
      steps.push(`enhance: ${prompt}`)
      return improve(prompt, signal)
    },
  })
  app.post(ROUTES.enhance.path, route)
  app.onError((error, context) => {
    if (!(error instanceof AppError)) throw error
    return context.json({ error: error.code }, error.row.status)
  })
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    app.request(ROUTES.enhance.path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  return { send, steps }
}

describe('POST /api/enhance', () => {
  it('answers a trimmed prompt with a better one, after safety and the limit', async () => {
    const { send, steps } = createRoute()
    const response = await send({ prompt: '  a cat ', ip: '1.2.3.4' })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      original: 'a cat',
      enhanced: expect.stringMatching(/^a cat, /),
      source: 'builtin',
    })
    expect(steps).toEqual(['safety: a cat', 'turn', 'enhance: a cat'])
  })

  it.each([
    [{}, 'PROMPT_REQUIRED'],
    [{ prompt: null }, 'PROMPT_REQUIRED'],
    [{ prompt: ' \n' }, 'PROMPT_REQUIRED'],
    [{ prompt: 'x'.repeat(LIMITS.maxPromptChars + 1) }, 'PROMPT_TOO_LONG'],
    [{ prompt: 7 }, 'INVALID_REQUEST'],
    [['a cat'], 'INVALID_REQUEST'],
  ])('refuses a body without a prompt before it asks anyone (%#)', async (body, code) => {
    const { send, steps } = createRoute()
    const response = await send(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: code })
    expect(steps).toEqual([])
  })

  it('takes no turn for a prompt that is not allowed', async () => {
    const { send, steps } = createRoute()
    const response = await send({ prompt: 'a forbidden cat' })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: 'INAPPROPRIATE_CONTENT' })
    expect(steps).toEqual(['safety: a forbidden cat'])
  })

  it('calls nobody beyond the limit', async () => {
    const { send, steps } = createRoute()
    const response = await send({ prompt: 'a cat' }, { 'X-Tired': 'yes' })
    expect(response.status).toBe(429)
    expect(steps).toEqual(['safety: a cat', 'turn'])
  })
})
