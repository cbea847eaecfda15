// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '#contract/errors.ts'
import { createFakeServer, errorAnswer, model } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
const heading = () =>
  within(screen.getByRole('region', { name: 'Results' })).getByRole('heading', { level: 2 }).textContent
const message = () => document.getElementById('prompt-message')?.textContent

async function reach(code: ErrorCode) {
  const server = createFakeServer()
  server.models = {
    models: [model('stub:paid', 'Paid', { price: { usd: 0.5 } }), model('stub:free', 'Free one')],
    defaultModels: ['stub:paid'],
  }
  server.respond('/api/generate', () => errorAnswer(code, { 'Retry-After': '65' }))
  const app = await renderApp('/', server)
  async function send(text: string) {
    await app.user.type(box(), text)
    await app.user.click(screen.getByRole('button', { name: 'Generate' }))
    await app.rest()
  }
  await send('a fox')
  return { ...app, send }
}

describe('a limit that the server tells of', () => {
  it('is shown with its end, and prompts wait for it', async () => {
    await reach('RATE_LIMIT_EXCEEDED')
    expect(message()).toMatch(/^Limit reached\. Sends again at \d\d:\d\d\.$/)
    expect(box().value).toBe('')
    expect(heading()).toMatch(/^Waiting for the limit\. Resets at \d\d:\d\d$/)
    expect(screen.getByRole('status').textContent).toBe('Limit reached.')
  })

  it('lets no request leave until it ends, then sends what waits', async () => {
    const { server, advance, rest, send } = await reach('RATE_LIMIT_EXCEEDED')
    await send('a hen')
    expect(box().value).toBe('')
    expect(server.requestsTo('/api/generate')).toHaveLength(1)
    server.restore('/api/generate')
    await advance(64_000)
    expect(server.requestsTo('/api/generate')).toHaveLength(1)
    await advance(20_000)
    await rest()
    expect(server.requestsTo('/api/generate')).toHaveLength(3)
    expect(message()).toContain('Describe a picture.')
  })

  it('on money keeps back that prompt only', async () => {
    const { server, user, send } = await reach('SPENDING_LIMIT_REACHED')
    expect(message()).toContain('Describe a picture.')
    expect(heading()).toMatch(/^Waiting for today's spending limit\. Resets at \d\d:\d\d$/)
    server.restore('/api/generate')
    await user.click(screen.getByRole('checkbox', { name: 'Paid' }))
    await user.click(screen.getByRole('checkbox', { name: 'Free one' }))
    await send('a hen')
    expect(server.requestsTo('/api/generate')).toHaveLength(2)
    expect(server.jobs.size).toBe(1)
  })
})
