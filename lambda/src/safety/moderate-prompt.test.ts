import { afterEach, describe, expect, it } from 'vitest'
import type { ProviderAnswer } from '../../../tests/providers/provider-case.ts'
import { type ReplayServer, startReplayServer } from '../../../tests/providers/replay-server.ts'
import { createMemoryLog } from '../../../tests/support/memory-log.ts'
import { createTestRuntime } from '../../../tests/support/provider-runtime.ts'
import { createModerator } from './moderate-prompt.ts'

const KEY = 'planted-moderation-key-8Yt3Qw'

let server: ReplayServer | undefined
afterEach(() => server?.close())

async function moderate(answer: ProviderAnswer) {
  server = await startReplayServer([{ method: 'POST', path: '/v1/moderations', answer }])
  const { log, text } = createMemoryLog()
  const { runtime } = createTestRuntime({ log })
  const moderator = createModerator({ ...runtime, baseUrl: `${server.origin}/v1`, key: KEY })
  return { verdict: await moderator('a lighthouse on a cliff'), requests: server.requests, logged: text() }
}

const result = (flagged: boolean, scores: Readonly<Record<string, number>> = {}): ProviderAnswer => {
  const categories = Object.fromEntries(Object.keys(scores).map((name) => [name, true]))
  const results = [{ flagged, categories: { harassment: false, ...categories }, category_scores: scores }]
  return { status: 200, json: { id: 'modr-1', model: 'omni-moderation-latest', results } }
}

describe('the moderation of a prompt', () => {
  it('asks once, with the documented body and the key', async () => {
    const { verdict, requests } = await moderate(result(false))
    expect(verdict).toEqual({ status: 'clean' })
    expect(requests).toHaveLength(1)
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(JSON.parse(requests[0]?.body.toString() ?? '')).toEqual({
      model: 'omni-moderation-latest',
      input: 'a lighthouse on a cliff',
    })
  })

  it.each([
    [{ 'sexual/minors': 0.01 }, true],
    [{ sexual: 0.95 }, true],
    [{ sexual: 0.5 }, false],
    [{ violence: 0.99 }, false],
    [{ 'violence/graphic': 0.95 }, true],
    [{ violence: 0.9, hate: 0.9 }, true],
    [{ 'self-harm/instructions': 0.7 }, true],
  ])('of a flag on %o blocks: %s', async (scores, isBlocked) => {
    const { verdict } = await moderate(result(true, scores))
    expect(verdict).toEqual({ status: 'flagged', categories: Object.keys(scores), isBlocked })
  })

  it.each<[string, ProviderAnswer]>([
    ['an error', { status: 500, json: { error: { message: KEY } } }],
    ['too many requests', { status: 429, text: '' }],
    ['a page', { status: 200, text: '<!doctype html>' }],
    ['no verdict', { status: 200, json: { results: [] } }],
  ])('that answers %s decides nothing, and is asked once', async (_name, answer) => {
    const { verdict, requests, logged } = await moderate(answer)
    expect(verdict).toEqual({ status: 'unavailable' })
    expect(requests).toHaveLength(1)
    expect(logged).toContain('moderation-unavailable')
    expect(logged).not.toContain(KEY)
    expect(logged).not.toContain('lighthouse')
  })

  it('that cannot be reached decides nothing', async () => {
    const { log, text } = createMemoryLog()
    const { runtime } = createTestRuntime({ log })
    const verdict = await createModerator({ ...runtime, baseUrl: 'http://127.0.0.1:9/v1', key: KEY })('a fox')
    expect(verdict).toEqual({ status: 'unavailable' })
    expect(text()).not.toContain(KEY)
  })
})
