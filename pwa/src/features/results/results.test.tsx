// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { completedResult, createFakeServer, type FakeServer, failedResult } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const results = () => screen.getByRole('region', { name: 'Results' })
const cell = (name: string) => within(results()).getByRole('article', { name })
const status = () => screen.getByRole('status').textContent

async function sendFox(server: FakeServer = createFakeServer()) {
  const app = await renderApp('/', server)
  await app.user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox{Control>}{Enter}{/Control}')
  await app.rest()
  const jobId = [...server.jobs.keys()].at(-1) ?? ''
  await within(results()).findByText('a fox') // the cells are a part that is loaded when it is first shown
  return { ...app, jobId }
}

describe('the results', () => {
  it('stand there with the answer of the server, one cell for each model', async () => {
    await sendFox()
    expect(within(results()).getByRole('heading', { name: '0 of 2 images' })).toBeTruthy()
    expect(within(cell('Fast')).getByText('Waiting to start')).toBeTruthy()
    expect(within(cell('Slow')).getByText('Waiting to start')).toBeTruthy()
  })

  it('show each picture as it comes and leave the other cells as they are', async () => {
    const { server, jobId, advance } = await sendFox()
    const slow = cell('Slow')
    server.setResult(jobId, completedResult(jobId, 'stub:fast', 'Fast'))
    await advance(250)
    const image = within(cell('Fast')).getByRole<HTMLImageElement>('img', { name: 'Fast: a fox' })
    expect([image.getAttribute('width'), image.getAttribute('height')]).toEqual(['1024', '1024'])
    expect(within(cell('Fast')).getByRole('button', { name: 'Download' })).toBeTruthy()
    expect(within(cell('Fast')).getByText('1.2 s')).toBeTruthy()
    expect(cell('Slow')).toBe(slow)
    expect(within(slow).getByText('Waiting to start')).toBeTruthy()
    expect(status()).toBe('Fast is ready. 1 of 2.')

    server.setResult(jobId, failedResult('stub:slow', 'Slow', 'timeout'))
    await advance(250)
    expect(within(slow).getByText('No answer in time. The provider may have charged for it.')).toBeTruthy()
    expect(screen.queryByText('words of a vendor')).toBeNull()
    expect(within(cell('Fast')).getByRole('img', { name: 'Fast: a fox' })).toBe(image)
    expect(status()).toBe('Done. 1 of 2 images, 1 failed.')
  })

  it('are marked as a favourite together, which the device keeps', async () => {
    const { server, jobId, advance, user, close } = await sendFox()
    const heart = () => within(results()).getByRole('button', { name: 'Favourite' })
    expect(within(results()).queryByRole('button', { name: 'Favourite' })).toBeNull()
    server.setResult(jobId, completedResult(jobId, 'stub:fast', 'Fast'))
    await advance(250)
    expect(heart().getAttribute('aria-pressed')).toBe('false')
    await user.click(heart())
    await expect.poll(() => heart().getAttribute('aria-pressed')).toBe('true')
    close()
    const { services } = await renderApp('/', server)
    await expect.poll(() => heart().getAttribute('aria-pressed')).toBe('true')
    expect(services.gallery.state.get().favourites).toEqual(new Set([jobId]))
    // Nothing of the gallery itself was asked for.
    expect(server.requestsTo('/api/gallery')).toEqual([])
  })

  it('keep the address of a shown picture when the server names a better one', async () => {
    const { server, jobId, advance } = await sendFox()
    const result = completedResult(jobId, 'stub:fast', 'Fast')
    const early = `${result.image.url}.webp`
    server.setResult(jobId, { ...result, image: { ...result.image, url: early } })
    await advance(250)
    const image = within(cell('Fast')).getByRole('img')
    server.setResult(jobId, result)
    await advance(250)
    expect(within(cell('Fast')).getByRole('img')).toBe(image)
    expect(image.getAttribute('src')).toBe(early)
  })

  it('count the seconds of a running model by the clock of the server', async () => {
    const { server, jobId, advance } = await sendFox()
    const base = { model: 'stub:fast', label: 'Fast', provider: 'stub', attempt: 1 }
    server.setResult(jobId, { ...base, status: 'in_progress', startedAt: '2026-11-24T11:59:48.000Z' })
    await advance(250)
    expect(within(cell('Fast')).getByText('Working, 12 s')).toBeTruthy()
  })

  it('say when the server is asked again, keep what is there, and ask at once on Retry', async () => {
    const { server, jobId, advance, user } = await sendFox()
    server.setResult(jobId, completedResult(jobId, 'stub:fast', 'Fast'))
    await advance(250)
    server.respond('/api/status', () => Promise.reject(new TypeError('Failed to fetch')))
    await advance(250)
    expect(within(results()).getByText('Cannot reach the server. Next try in 1 s.')).toBeTruthy()
    expect(within(cell('Fast')).getByRole('img')).toBeTruthy()
    server.restore('/api/status')
    await user.click(within(results()).getByRole('button', { name: 'Retry' }))
    await advance(0)
    expect(within(results()).queryByText(/Cannot reach/)).toBeNull()
  })

  it('hold several jobs at once, the newest first', async () => {
    const { server, user, advance, rest } = await sendFox()
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a hen{Control>}{Enter}{/Control}')
    await rest()
    const prompts = within(results())
      .getAllByRole('listitem')
      .map((job) => job.textContent)
    expect(prompts[0]).toContain('a hen')
    expect(prompts[1]).toContain('a fox')
    for (const jobId of server.jobs.keys()) {
      server.setResult(jobId, completedResult(jobId, 'stub:fast', 'Fast'))
    }
    await advance(250)
    expect(within(results()).getAllByRole('img')).toHaveLength(2)
  })

  it('are there again after a reload, and go on', async () => {
    const { server, jobId, close } = await sendFox()
    close()
    server.setResult(jobId, completedResult(jobId, 'stub:fast', 'Fast'))
    const { advance } = await renderApp('/', server)
    await advance(0)
    expect(within(cell('Fast')).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
    server.setResult(jobId, completedResult(jobId, 'stub:slow', 'Slow'))
    await advance(250)
    expect(within(results()).getByRole('heading', { name: '2 of 2 images' })).toBeTruthy()
  })
})

describe('one job', () => {
  it('opens by its address on any device', async () => {
    const { server, jobId } = await sendFox()
    cleanup()
    globalThis.indexedDB = new IDBFactory()
    await renderApp(`/j/${jobId}`, server)
    expect(await within(results()).findByRole('article', { name: 'Fast' })).toBeTruthy()
    expect(within(results()).getByText('a fox')).toBeTruthy()
  })

  it('that the server does not know says so and leads back', async () => {
    await renderApp('/j/0193e0b0-1234-7000-8000-000000000001')
    expect(await within(results()).findByText('This job is not known here. It may have been deleted.')).toBeTruthy()
    expect(within(results()).getByRole('link', { name: 'Write a prompt' })).toBeTruthy()
  })
})
