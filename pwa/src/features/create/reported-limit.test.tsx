// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { cleanup, screen } from '@testing-library/react'
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
const message = () => document.getElementById('prompt-message')?.textContent

async function reach(code: ErrorCode) {
  const server = createFakeServer()
  server.models = {
    models: [model('stub:paid', 'Paid', { price: { usd: 0.5 } }), model('stub:free', 'Free one')],
    defaultModels: ['stub:paid'],
  }
  server.respond('/api/generate', () => errorAnswer(code, { 'Retry-After': '65' }))
  const app = await renderApp('/', server)
  const generate = () => app.user.click(screen.getByRole('button', { name: 'Generate' }))
  await app.user.type(box(), 'a fox')
  await generate()
  await app.advance(0)
  return { ...app, generate }
}

describe('a limit that the server tells of', () => {
  it('is shown with its end and counted down, and the text stays', async () => {
    const { advance } = await reach('RATE_LIMIT_EXCEEDED')
    expect(message()).toMatch(/^Limit reached\. Possible again at \d\d:\d\d, in 1:05\.$/)
    await advance(10_000)
    expect(message()).toMatch(/in 55 s\.$/)
    expect(box().value).toBe('a fox')
  })

  it('lets no request leave until it ends', async () => {
    const { server, advance, generate } = await reach('RATE_LIMIT_EXCEEDED')
    await generate()
    await advance(0)
    expect(server.requestsTo('/api/generate')).toHaveLength(1)
    expect(message()).toContain('Limit reached.')
    server.restore('/api/generate')
    await advance(65_000)
    expect(message()).toBe('Limit reached. Press Generate again.')
    await generate()
    await advance(0)
    expect(server.requestsTo('/api/generate')).toHaveLength(2)
    expect(box().value).toBe('')
  })

  it('on money keeps back the same models only', async () => {
    const { server, user, advance, generate } = await reach('SPENDING_LIMIT_REACHED')
    expect(message()).toContain("Today's spending limit is reached. Models that cost nothing still work.")
    server.restore('/api/generate')
    await generate()
    expect(server.requestsTo('/api/generate')).toHaveLength(1)
    await user.click(screen.getByRole('checkbox', { name: 'Paid' }))
    await user.click(screen.getByRole('checkbox', { name: 'Free one' }))
    await generate()
    await advance(0)
    expect(server.requestsTo('/api/generate')).toHaveLength(2)
  })
})
