// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { completedResult, createFakeServer, pendingResult } from '../../fake-server.ts'
import { settle } from '../../manual-timing.ts'
import { renderApp } from '../../render-app.tsx'

afterEach(cleanup)

const JOB = '0193e0b0-1234-7000-8000-000000000001'
const dialog = () => screen.getByRole('dialog', { name: 'Image' })

async function openImage(change: (server: ReturnType<typeof createFakeServer>) => void = () => undefined) {
  const server = createFakeServer()
  server.jobs.set(JOB, {
    ...{ jobId: JOB, status: 'partial', prompt: 'a fox', createdAt: '2026-11-24T12:00:00.000Z', updatedAt: '' },
    ...{ totalModels: 3, completedModels: 2 },
    results: [
      completedResult(JOB, 'stub:fast', 'Fast'),
      completedResult(JOB, 'stub:slow', 'Slow'),
      pendingResult('stub:other', 'Other'),
    ],
  })
  change(server)
  const app = await renderApp(`/g/${JOB}`, server)
  await act(settle)
  return app
}

describe('the image view', () => {
  it('shows the picture of each model in turn, with what is known of it', async () => {
    const { user } = await openImage()
    expect(within(dialog()).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
    expect(within(dialog()).getByText('PNG, 1024 × 1024, 104 KB')).toBeTruthy()
    expect(within(dialog()).getByText('1 of 2')).toBeTruthy()
    await user.click(within(dialog()).getByRole('button', { name: 'Next' }))
    expect(within(dialog()).getByRole('img', { name: 'Slow: a fox' })).toBeTruthy()
    await user.keyboard('{ArrowLeft}')
    expect(within(dialog()).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
  })

  it('leads to the gallery when it is closed', async () => {
    const { user } = await openImage()
    await user.click(within(dialog()).getByRole('button', { name: 'Close' }))
    expect(location.pathname).toBe('/gallery')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('heading', { name: 'Gallery' })).toBeTruthy()
  })

  it('puts its prompt into the empty box', async () => {
    const { user } = await openImage()
    await user.click(within(dialog()).getByRole('button', { name: 'Use this prompt' }))
    expect(location.pathname).toBe('/')
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' }).value).toBe('a fox')
  })

  it('asks before it replaces another text', async () => {
    const { user, services } = await openImage()
    services.draft.setText('my own words')
    await user.click(within(dialog()).getByRole('button', { name: 'Use this prompt' }))
    const question = await screen.findByRole('dialog', { name: 'Replace the text in the box?' })
    await user.click(within(question).getByRole('button', { name: 'Keep it' }))
    expect(services.draft.state.get().text).toBe('my own words')
    await user.click(within(dialog()).getByRole('button', { name: 'Use this prompt' }))
    await user.click(screen.getByRole('button', { name: 'Replace it' }))
    expect(services.draft.state.get().text).toBe('a fox')
  })

  it('says that a job is not known', async () => {
    await openImage((server) => server.jobs.clear())
    expect(within(dialog()).getByText('This job is not known here. It may have been deleted.')).toBeTruthy()
  })

  it('says that it could not be loaded, and tries again', async () => {
    const { user, server, advance } = await openImage((fake) => {
      fake.respond('/api/gallery/0', () => Promise.reject(new TypeError('Failed to fetch')))
    })
    await advance(7000)
    expect(within(dialog()).getByText('This picture could not be loaded.')).toBeTruthy()
    server.restore('/api/gallery/0')
    await user.click(within(dialog()).getByRole('button', { name: 'Retry' }))
    await advance(0)
    expect(within(dialog()).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
  })
})
