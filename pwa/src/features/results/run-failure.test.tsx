// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FAILURE_KINDS, type FailureKind } from '#contract/failure-kinds.ts'
import type { Result } from '#contract/job.ts'
import { completedResult, createFakeServer, errorAnswer, failedResult, model } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const results = () => screen.getByRole('region', { name: 'Results' })
const cell = (name: string) => within(results()).getByRole('article', { name })
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })

/** A sent prompt whose first model ended like this. */
async function sendFox(result: (jobId: string) => Result) {
  const server = createFakeServer()
  const price = { usd: 0.03, asOf: '2026-11-22' }
  server.models = {
    models: [model('stub:fast', 'Fast', { price }), model('stub:slow', 'Slow'), model('stub:next', 'Next')],
    defaultModels: ['stub:fast', 'stub:slow'],
  }
  const app = await renderApp('/', server)
  await app.user.type(box(), 'a fox{Control>}{Enter}{/Control}')
  await app.rest()
  const jobId = [...server.jobs.keys()].at(-1) ?? ''
  server.setResult(jobId, result(jobId))
  await app.advance(250)
  return { ...app, jobId }
}
const failFast = (kind: FailureKind, facts = {}) => sendFox(() => failedResult('stub:fast', 'Fast', kind, facts))
const buttons = () =>
  within(cell('Fast'))
    .queryAllByRole('button')
    .map((button) => button.textContent)

const REMEDY: Readonly<Record<FailureKind, readonly string[]>> = {
  refused: ['Edit prompt'],
  auth: [],
  billing: [],
  rate: ['Retry'],
  invalid: ['Edit prompt'],
  timeout: ['Retry'],
  upstream: ['Retry'],
  retired: ['Use Next'],
  undecodable: ['Retry'],
  expired: ['Retry'],
}

describe('a failed cell', () => {
  it.each(FAILURE_KINDS)('offers after "%s" what helps, and nothing else', async (kind) => {
    await failFast(kind, { replacement: 'stub:next' })
    expect(buttons()).toEqual(REMEDY[kind])
  })

  it('tries its model again, once however often it is pressed, and says the price', async () => {
    const { server, user, advance } = await failFast('upstream', { retryable: true })
    const retry = within(cell('Fast')).getByRole('button', { name: 'Retry', description: 'about $0.03' })
    await user.dblClick(retry)
    await advance(0)
    expect(server.requestsTo('/api/jobs')).toHaveLength(1)
    const [request] = server.requestsTo('/api/jobs')
    expect(request?.path).toMatch(/\/retry$/)
    expect(JSON.parse(request?.body ?? '')).toEqual({ model: 'stub:fast' })
    expect(request?.headers.get('Authorization')).toMatch(/^Bearer .{43}$/)
    expect(within(cell('Fast')).getByText('Waiting to start')).toBeTruthy()
  })

  it('goes on watching the job, and shows the picture of the second attempt with its number', async () => {
    const { server, user, advance, jobId } = await failFast('upstream')
    server.setResult(jobId, completedResult(jobId, 'stub:slow', 'Slow'))
    await advance(250)
    await user.click(within(cell('Fast')).getByRole('button', { name: 'Retry' }))
    server.setResult(jobId, { ...completedResult(jobId, 'stub:fast', 'Fast'), attempt: 2 })
    await advance(250)
    expect(within(cell('Fast')).getByRole('img')).toBeTruthy()
    expect(within(cell('Fast')).getByText('Attempt 2 · 1.2 s')).toBeTruthy()
  })

  it('offers no fourth attempt', async () => {
    await failFast('upstream', { attempt: 3 })
    expect(buttons()).toEqual([])
  })

  it('says where the first try may have been charged', async () => {
    await failFast('upstream', { mayBeCharged: true })
    expect(
      within(cell('Fast')).getByText('The provider had an error. The provider may have charged for it.'),
    ).toBeTruthy()
  })

  it('counts down to the time that a busy provider names, and is pressed only after it', async () => {
    const { server, user, timing, advance } = await sendFox(() =>
      failedResult('stub:fast', 'Fast', 'rate', { retryAt: '2026-11-24T12:00:18.000Z' }),
    )
    expect(new Date(timing.now()).toISOString()).toMatch(/^2026-11-24T12:00:0/)
    expect(within(cell('Fast')).getByText('The provider is busy. Try again in 18 s.')).toBeTruthy()
    const retry = within(cell('Fast')).getByRole('button', { name: 'Retry' })
    expect(retry.getAttribute('aria-disabled')).toBe('true')
    await user.click(retry)
    expect(server.requestsTo('/api/jobs')).toHaveLength(0)
    await advance(18_000)
    expect(within(cell('Fast')).getByText('The provider was busy. Try again.')).toBeTruthy()
    await user.click(within(cell('Fast')).getByRole('button', { name: 'Retry' }))
    expect(server.requestsTo('/api/jobs')).toHaveLength(1)
  })

  it('says why the retry was not taken, in a sentence', async () => {
    const { server, user, advance } = await failFast('upstream')
    server.respond('/api/jobs', () => errorAnswer('SPENDING_LIMIT_REACHED', { 'Retry-After': '3600' }))
    await user.click(within(cell('Fast')).getByRole('button', { name: 'Retry' }))
    await advance(0)
    expect(cell('Fast').textContent).toContain("Today's spending limit is reached.")
  })

  it('puts the text back into the box for editing, and asks before it replaces another one', async () => {
    const { user } = await failFast('refused')
    await user.click(within(cell('Fast')).getByRole('button', { name: 'Edit prompt' }))
    expect(box().value).toBe('a fox')
    await user.clear(box())
    await user.type(box(), 'my own words')
    await user.click(within(cell('Fast')).getByRole('button', { name: 'Edit prompt' }))
    const question = await screen.findByRole('dialog', { name: 'Replace the text in the box?' })
    await user.click(within(question).getByRole('button', { name: 'Keep it' }))
    expect(box().value).toBe('my own words')
  })

  it('offers the successor of a model that is gone, and chooses it', async () => {
    const { user } = await failFast('retired', { replacement: 'stub:next' })
    await user.click(within(cell('Fast')).getByRole('button', { name: 'Use Next' }))
    expect(box().value).toBe('a fox')
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Next' }).checked).toBe(true)
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Fast' }).checked).toBe(false)
  })

  it('of a job that was made elsewhere cannot be tried again from here', async () => {
    const { server, jobId } = await failFast('upstream')
    cleanup()
    globalThis.indexedDB = new IDBFactory()
    await renderApp(`/j/${jobId}`, server)
    await within(results()).findByRole('article', { name: 'Fast' })
    expect(buttons()).toEqual([])
    expect(within(results()).queryByRole('button', { name: 'Cancel' })).toBeNull()
  })
})

describe('a finished cell', () => {
  it.each([
    [{ microUsd: 47_040, source: 'computed' }, '1.2 s · $0.047'],
    [{ microUsd: 30_000, source: 'reported' }, '1.2 s · $0.03'],
    [{ microUsd: 30_000, source: 'estimated' }, '1.2 s · about $0.03 (estimate)'],
    [{ microUsd: 30_000, maxMicroUsd: 70_000, source: 'estimated' }, '1.2 s · $0.03 to $0.07 (estimate)'],
    [{ microUsd: 0, source: 'reported' }, '1.2 s · Free'],
  ] as const)('says what it cost: %o', async (cost, text) => {
    await sendFox((jobId) => ({ ...completedResult(jobId, 'stub:fast', 'Fast'), cost }))
    expect(within(cell('Fast')).getByText(text)).toBeTruthy()
  })
})

describe('Cancel', () => {
  it('ends the models that wait, keeps the pictures, and says so', async () => {
    const { server, user, advance, jobId } = await sendFox((id) => completedResult(id, 'stub:fast', 'Fast'))
    await user.click(within(results()).getByRole('button', { name: 'Cancel' }))
    await advance(0)
    expect(server.requestsTo(`/api/jobs/${jobId}/cancel`)).toHaveLength(1)
    expect(within(cell('Fast')).getByRole('img')).toBeTruthy()
    expect(within(cell('Slow')).getByText('Cancelled before it started.')).toBeTruthy()
    expect(within(results()).queryByRole('button', { name: 'Cancel' })).toBeNull()
    expect(screen.getByRole('status').textContent).toBe('Done. 1 of 2 images, 1 cancelled.')
  })
})
