// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { completedResult, failedResult } from './fake-server.ts'
import { renderApp } from './render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const DAY_MS = 86_400_000
const button = (name: string) => screen.getByRole('button', { name })
const mayBeAsked = (name: string) => screen.queryByRole('button', { name }) !== null

/** A page that has sent a prompt, with a way to end its job. */
async function sendFox(app = renderApp('/')) {
  const opened = await app
  await opened.user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox{Control>}{Enter}{/Control}')
  await opened.rest()
  const jobId = [...opened.server.jobs.keys()].at(-1) ?? ''
  async function end(hasPicture = true) {
    const fast = hasPicture
      ? completedResult(jobId, 'stub:fast', 'Fast')
      : failedResult('stub:fast', 'Fast', 'upstream')
    opened.server.setResult(jobId, fast)
    opened.server.setResult(jobId, failedResult('stub:slow', 'Slow', 'upstream'))
    await opened.advance(60_000)
    await opened.rest()
  }
  return { ...opened, jobId, end }
}

describe('a tab of an older version that does not let the database go', () => {
  it('is said, with what to do, until it is closed', async () => {
    const older = indexedDB.open('pixel-prompt', 1)
    await new Promise((resolve) => {
      older.onsuccess = resolve
    })
    await renderApp('/')
    const said = 'Close the other Pixel Prompt tabs to finish the update.'
    await waitFor(() => expect(within(screen.getByRole('region', { name: 'Notice' })).getByText(said)).toBeTruthy())
    expect(button('Reload')).toBeTruthy()
    older.result.close()
    await waitFor(() => expect(mayBeAsked('Reload')).toBe(false))
  })
})

describe('the offer to install the app', () => {
  it('comes after the first success, not before, and opens the question of the browser', async () => {
    const { outside, end, user } = await sendFox()
    outside.installState.set('offered')
    expect(mayBeAsked('Install app')).toBe(false)
    await end()
    await user.click(button('Install app'))
    expect(outside.seen.installs).toBe(1)
    expect(mayBeAsked('Install app')).toBe(false)
  })

  it('does not come after a job without a picture', async () => {
    const { outside, end } = await sendFox()
    outside.installState.set('offered')
    await end(false)
    expect(mayBeAsked('Install app')).toBe(false)
  })

  it('stays away for ninety days after a no, over a reload', async () => {
    const first = await sendFox()
    first.outside.installState.set('offered')
    await first.end()
    await first.user.click(button('Not now'))
    await first.rest()
    first.close()
    const visit = async (days: number) => {
      const app = await renderApp('/', first.server)
      await app.timing.advance(days * DAY_MS)
      app.outside.installState.set('offered')
      const again = await sendFox(Promise.resolve(app))
      await again.end()
      const isAsked = mayBeAsked('Install app')
      again.close()
      return isAsked
    }
    expect(await visit(89)).toBe(false)
    expect(await visit(91)).toBe(true)
  })

  it('tells how it is done where only its user can do it', async () => {
    const { outside, end } = await sendFox()
    outside.installState.set('by-hand')
    await end()
    expect(screen.getByText(/press Share, then “Add to Home Screen”\./)).toBeTruthy()
    expect(mayBeAsked('Install app')).toBe(false)
  })
})

describe('notifications', () => {
  it('are asked for after the first success, where the app cannot be installed', async () => {
    const { outside, end, user } = await sendFox()
    outside.answers.mayAskToNotify = true
    expect(mayBeAsked('Tell me')).toBe(false)
    await end()
    await user.click(button('Tell me'))
    expect(outside.seen.asked).toBe(1)
  })

  it('tell of a job that ends while nobody looks, and lead to it', async () => {
    const { outside, attention, jobId, server, advance } = await sendFox()
    attention.rest()
    server.setResult(jobId, completedResult(jobId, 'stub:fast', 'Fast'))
    server.setResult(jobId, completedResult(jobId, 'stub:slow', 'Slow'))
    await advance(60_000)
    expect(outside.seen.notifications).toEqual([{ body: 'Done. 2 of 2 images.', path: `/j/${jobId}` }])
    expect(outside.seen.badge).toBe(1)
    attention.isShown = true
    attention.wake()
    expect(outside.seen.badge).toBe(0)
  })

  it('are not made of what is seen anyway', async () => {
    const { outside, end } = await sendFox()
    await end()
    expect(outside.seen.notifications).toEqual([])
  })
})

describe('the badge', () => {
  it('counts what waits on this device', async () => {
    const { outside, server, user, rest, attention } = await sendFox()
    server.respond('/api/generate', () => Promise.reject(new TypeError('Failed to fetch')))
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a hen{Control>}{Enter}{/Control}')
    await rest()
    expect(outside.seen.badge).toBe(1)
    server.restore('/api/generate')
    attention.wake()
    await rest()
    expect(outside.seen.badge).toBe(0)
  })
})
