// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeServer, errorAnswer, type FakeServer } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'

let server: FakeServer
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  server = createFakeServer()
  const [fast] = server.models.models
  if (fast === undefined) throw new Error('The fake server has no models.')
  server.models = {
    ...server.models,
    models: [
      { ...fast, price: { usd: 0.04, asOf: '2026-11-20' } },
      { ...fast, id: 'openai:art', provider: 'openai', label: 'Art', available: false, reason: 'No key is set.' },
    ],
  }
})
afterEach(cleanup)

describe('the settings, of models and of who sees pictures', () => {
  it('tell of each model whether it is on, or why not, its price, and when that was so', async () => {
    await renderApp('/settings', server)
    const section = screen.getByRole('heading', { name: 'Models' }).parentElement ?? document.body
    const factsOf = (label: string) => within(section).getByText(label).nextElementSibling?.textContent
    expect(factsOf('Fast')).toBe('On · about $0.04 (as of 20 November 2026)')
    expect(factsOf('Art')).toBe('Off · Free. No key is set.')
    expect(within(section).getByText('OpenAI: 0 of 1 on').parentElement?.hasAttribute('open')).toBe(false)
    expect(within(section).getByText(/^As of .*2025|^As of .*2026/)).toBeTruthy()
  })

  it('show the last known list where the server does not tell, and ask again when told to', async () => {
    await (await renderApp('/settings', server)).close()
    server.respond('/api/models', () => errorAnswer('INVALID_REQUEST'))
    const app = await renderApp('/settings', server)
    expect(screen.getByRole('alert').textContent).toBe('The model list could not be loaded.')
    expect(screen.getByText('Fast')).toBeTruthy()
    server.restore('/api/models')
    await app.user.click(screen.getByRole('button', { name: 'Retry' }))
    await app.rest()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('say how long pictures stay', async () => {
    const app = await renderApp('/settings', server)
    expect(screen.getByText('Pictures stay until somebody deletes them.')).toBeTruthy()
    app.close()
    cleanup()
    server.models = { ...server.models, keptDays: 30 }
    await renderApp('/settings', server)
    expect(screen.getByText('Pictures are removed after 30 days.')).toBeTruthy()
  })
})
