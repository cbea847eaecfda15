// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { completedResult, createFakeServer, failedResult, model, pendingResult } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'
import { restGallery, saved } from '../../render-gallery.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const JOB = '0193e0b0-1234-7000-8000-000000000001'
const dialog = () => screen.getByRole('dialog', { name: 'Image' })
const button = (name: string) => within(dialog()).getByRole('button', { name })
const strip = () => within(dialog()).getByRole('list', { name: 'Models of this prompt' })
const image = completedResult(JOB, 'stub:fast', 'Fast').image
const ENTRY = {
  ...{
    id: JOB,
    timestamp: '2026-11-24T12:00:00.000Z',
    prompt: 'a fox',
    models: ['stub:fast', 'stub:slow'],
    imageCount: 2,
  },
  preview: image,
}

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
  await restGallery(app.services)
  await saved()
  return app
}

describe('the image view', () => {
  it('shows the picture of each model in turn, with what is known of it', async () => {
    const { user } = await openImage()
    expect(within(dialog()).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
    expect(within(dialog()).getByText('PNG, 1024 × 1024, 104 KB')).toBeTruthy()
    expect(within(dialog()).getByText('1 of 2')).toBeTruthy()
    await user.click(button('Next'))
    expect(within(dialog()).getByRole('img', { name: 'Slow: a fox' })).toBeTruthy()
    await user.keyboard('{ArrowLeft}')
    expect(within(dialog()).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
  })

  it('begins with the picture that the tile has shown', async () => {
    const preview = completedResult(JOB, 'stub:slow', 'Slow').image
    const { user } = await openImage((server) => {
      server.galleries = [{ ...ENTRY, preview }]
    })
    await user.click(button('Close'))
    await user.click(await screen.findByRole('link', { name: 'Slow: a fox' }))
    await saved()
    expect(within(dialog()).getByRole('img', { name: 'Slow: a fox' })).toBeTruthy()
  })

  it('lists every model, with its picture or with what became of it', async () => {
    const { user } = await openImage((server) => {
      const results = [
        completedResult(JOB, 'stub:fast', 'Fast'),
        completedResult(JOB, 'stub:slow', 'Slow'),
        failedResult('stub:other', 'Other', 'timeout'),
        failedResult('stub:third', 'Third', 'refused'),
      ]
      const job = server.jobs.get(JOB)
      if (job !== undefined) server.jobs.set(JOB, { ...job, results })
    })
    const items = within(strip()).getAllByRole('listitem')
    expect(items.map((item) => item.textContent)).toEqual([
      'Fast',
      'Slow',
      expect.stringContaining('OtherNo answer in time.'),
      expect.stringContaining("ThirdRefused by this model's rules."),
    ])
    expect(within(strip()).getByRole('button', { name: 'Edit prompt' })).toBeTruthy()
    await user.click(within(strip()).getByRole('button', { name: 'Slow' }))
    expect(within(dialog()).getByRole('img', { name: 'Slow: a fox' })).toBeTruthy()
    expect(within(strip()).getByRole('button', { name: 'Slow' }).getAttribute('aria-current')).toBe('true')
  })

  it('leads to the gallery when it is closed', async () => {
    const { user } = await openImage()
    await user.click(button('Close'))
    expect(location.pathname).toBe('/gallery')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('heading', { name: 'Gallery' })).toBeTruthy()
  })

  it('gives the focus to its tile when it was opened by its address', async () => {
    const { user } = await openImage((server) => {
      server.galleries = [{ ...ENTRY, id: JOB.replace(/1$/, '2'), prompt: 'a hen' }, ENTRY]
    })
    await user.click(button('Close'))
    await saved()
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Fast: a fox' }))
  })

  it('puts its prompt into the empty box', async () => {
    const { user } = await openImage()
    await user.click(button('Use this prompt'))
    expect(location.pathname).toBe('/')
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' }).value).toBe('a fox')
  })

  it('asks before it replaces another text', async () => {
    const { user, services } = await openImage()
    services.draft.setText('my own words')
    await user.click(button('Use this prompt'))
    const question = await screen.findByRole('dialog', { name: 'Replace the text in the box?' })
    await user.click(within(question).getByRole('button', { name: 'Keep it' }))
    expect(services.draft.state.get().text).toBe('my own words')
    await user.click(button('Use this prompt'))
    await user.click(screen.getByRole('button', { name: 'Replace it' }))
    expect(services.draft.state.get().text).toBe('a fox')
  })

  it('marks the job as a favourite and keeps it for reading offline', async () => {
    const { user, services } = await openImage()
    for (const name of ['Favourite', 'Keep offline']) {
      expect(button(name).getAttribute('aria-pressed')).toBe('false')
      await user.click(button(name))
      await saved()
      expect(button(name).getAttribute('aria-pressed')).toBe('true')
    }
    expect(services.gallery.state.get().keptOffline.has(JOB)).toBe(true)
  })

  it('compares the pictures of the job, where there are two', async () => {
    const { user } = await openImage()
    await user.click(button('Compare'))
    await saved()
    const comparison = await screen.findByRole('dialog', { name: 'Comparison' })
    expect(within(comparison).getAllByRole('img')).toHaveLength(2)
  })

  it('says why a lone picture cannot be compared', async () => {
    const { user } = await openImage((server) => {
      const job = server.jobs.get(JOB)
      if (job !== undefined) server.jobs.set(JOB, { ...job, results: job.results.slice(0, 1) })
    })
    expect(button('Compare').getAttribute('aria-disabled')).toBe('true')
    await user.click(button('Compare'))
    expect(within(dialog()).getAllByText('There is no second picture to compare with.').length).toBeGreaterThan(0)
  })

  it('offers to share only where the browser takes such files', async () => {
    await openImage()
    expect(within(dialog()).queryByRole('button', { name: 'Share' })).toBeNull()
    cleanup()
    const canShare = vi.fn(({ files }: { files: File[] }) => files[0]?.type === 'image/png')
    Object.assign(navigator, { canShare })
    await openImage()
    expect(button('Share')).toBeTruthy()
    Reflect.deleteProperty(navigator, 'canShare')
  })

  it('offers no deletion for what was made elsewhere', async () => {
    await openImage()
    expect(within(dialog()).queryByRole('button', { name: 'Delete' })).toBeNull()
  })

  it('names a model that no longer exists', async () => {
    await openImage((server) => {
      const retired = model('stub:fast', 'Fast', { available: false, retiredOn: '2026-01-01' })
      server.models = { ...server.models, models: [retired, model('stub:slow', 'Slow')] }
    })
    expect(within(dialog()).getByText('Made by Fast, which no longer exists')).toBeTruthy()
  })
})

describe('an image that is not there', () => {
  it('says that a job is not known', async () => {
    await openImage((server) => server.jobs.clear())
    expect(within(dialog()).getByText('This job is not known here. It may have been deleted.')).toBeTruthy()
  })

  it('says that a picture of the gallery was deleted elsewhere, and takes its tile away', async () => {
    const { user } = await openImage((server) => {
      server.galleries = [ENTRY]
      server.jobs.clear()
    })
    expect(within(dialog()).getByText('This picture was deleted.')).toBeTruthy()
    await user.click(button('Back to the gallery'))
    await saved()
    expect(screen.queryByRole('link', { name: 'Fast: a fox' })).toBeNull()
  })

  it('says that it could not be loaded, and tries again', async () => {
    const { user, server, advance } = await openImage((fake) => {
      fake.respond('/api/gallery/0', () => Promise.reject(new TypeError('Failed to fetch')))
    })
    await advance(7000)
    expect(within(dialog()).getByText('This picture could not be loaded.')).toBeTruthy()
    server.restore('/api/gallery/0')
    await user.click(button('Retry'))
    await advance(0)
    expect(within(dialog()).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
  })

  it('shows what the tile tells while there is no network, and the rest when it is back', async () => {
    const { server, advance } = await openImage((fake) => {
      fake.galleries = [ENTRY]
      fake.respond('/api/gallery/0', () => Promise.reject(new TypeError('Failed to fetch')))
    })
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    await advance(7000)
    expect(within(dialog()).getByRole('img', { name: 'Fast: a fox' })).toBeTruthy()
    expect(button('Use this prompt')).toBeTruthy()
    expect(within(dialog()).getByText('Original not on this device')).toBeTruthy()
    server.restore('/api/gallery/0')
    onLine.mockReturnValue(true)
    act(() => void window.dispatchEvent(new Event('online')))
    await advance(0)
    expect(within(dialog()).getByText('PNG, 1024 × 1024, 104 KB')).toBeTruthy()
  })

  it('says that nothing of it is on this device', async () => {
    const { advance } = await openImage((fake) => {
      fake.respond('/api/gallery/0', () => Promise.reject(new TypeError('Failed to fetch')))
    })
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    await advance(7000)
    expect(within(dialog()).getByText('Not on this device')).toBeTruthy()
  })

  it('does not offer an original that the device does not have', async () => {
    const { user } = await openImage()
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    act(() => void window.dispatchEvent(new Event('offline')))
    await saved()
    expect(button('Download').getAttribute('aria-disabled')).toBe('true')
    await user.click(button('Download'))
    expect(within(dialog()).getAllByText('Original not on this device').length).toBeGreaterThan(0)
  })
})
