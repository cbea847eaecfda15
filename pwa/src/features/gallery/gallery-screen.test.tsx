// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { GalleryEntry } from '#contract/gallery.ts'
import { completedResult, createFakeServer, errorAnswer, model, okAnswer } from '../../fake-server.ts'
import { settle } from '../../manual-timing.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const idOf = (number: number) => `0193e0b0-1234-7000-8000-${String(number).padStart(12, '0')}`
const entry = (number: number, prompt: string, change: Partial<GalleryEntry> = {}): GalleryEntry => ({
  ...{ id: idOf(number), timestamp: '2026-11-24T12:00:00.000Z', prompt, models: ['stub:fast'], imageCount: 1 },
  preview: completedResult(idOf(number), 'stub:fast', 'Fast').image,
  ...change,
})
const ANIMALS = [entry(1, 'a red fox'), entry(2, 'a hen'), entry(3, 'a cow and a fox'), entry(4, 'a pig')]

const list = () => screen.getByRole('list', { name: 'Gallery images' })
const links = () => within(list()).getAllByRole('link')
const tile = (name: string) => within(list()).getByRole('link', { name: `Fast: ${name}` })
const toolbar = () => screen.getByRole('toolbar', { name: 'Selection' })
const tool = (name: string) => within(toolbar()).getByRole('button', { name })
const prompts = () => links().map((link) => link.querySelector('img')?.alt.replace('Fast: ', ''))

async function renderGallery(galleries: GalleryEntry[] = ANIMALS, server = createFakeServer()) {
  server.galleries = galleries
  const app = await renderApp('/gallery', server)
  await act(settle)
  return app
}

describe('the gallery', () => {
  it('names each tile by model and prompt, in reading order, with its place among all', async () => {
    await renderGallery()
    expect(links().map((link) => link.getAttribute('href'))).toEqual([1, 2, 3, 4].map((each) => `/g/${idOf(each)}`))
    expect(tile('a red fox')).toBeTruthy()
    const items = within(list()).getAllByRole('listitem')
    expect(items.map((item) => item.getAttribute('aria-posinset'))).toEqual(['1', '2', '3', '4'])
    expect(items[0]?.getAttribute('aria-setsize')).toBe('4')
    expect(screen.getByText('That is everything.')).toBeTruthy()
  })

  it('loads page after page, each entry once', async () => {
    const server = createFakeServer()
    server.respond('/api/gallery/list', ({ path }) => {
      if (path.includes('cursor=two')) return okAnswer({ galleries: [entry(2, 'a hen'), entry(3, 'a cow')] })
      return okAnswer({ galleries: [entry(1, 'a fox'), entry(2, 'a hen')], nextCursor: 'two' })
    })
    const { user } = await renderGallery([], server)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    await act(settle)
    expect(prompts()).toEqual(['a fox', 'a hen', 'a cow'])
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
  })

  it('keeps what is there when more cannot be loaded, and says so below it', async () => {
    const server = createFakeServer()
    server.respond('/api/gallery/list', ({ path }) =>
      path.includes('cursor=two')
        ? errorAnswer('SERVICE_UNAVAILABLE', { 'Retry-After': '60' })
        : okAnswer({ galleries: ANIMALS, nextCursor: 'two' }),
    )
    const { user } = await renderGallery([], server)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    await act(settle)
    expect(links()).toHaveLength(4)
    expect(screen.getByText('More could not be loaded.')).toBeTruthy()
    expect(screen.queryByText('The gallery could not be loaded.')).toBeNull()
    server.respond('/api/gallery/list', () => okAnswer({ galleries: [entry(5, 'a goat')] }))
    await user.click(screen.getByRole('button', { name: 'Retry' }))
    await act(settle)
    expect(prompts()).toContain('a goat')
  })

  it('says when it is empty', async () => {
    await renderGallery([])
    expect(screen.getByText('No pictures yet.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Write a prompt' })).toBeTruthy()
  })

  it('shows an error as an error, never as an empty gallery, and tries again', async () => {
    const server = createFakeServer()
    server.respond('/api/gallery/list', () => errorAnswer('SERVICE_UNAVAILABLE', { 'Retry-After': '60' }))
    const { user } = await renderGallery([entry(1, 'a fox')], server)
    expect(screen.getByText('The gallery could not be loaded.')).toBeTruthy()
    expect(screen.queryByText('No pictures yet.')).toBeNull()
    server.restore('/api/gallery/list')
    await user.click(screen.getByRole('button', { name: 'Retry' }))
    await act(settle)
    expect(links()).toHaveLength(1)
  })

  it('says that it is offline, and that pictures which are not here are not on this device', async () => {
    const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    await renderGallery()
    expect(screen.getByText('Offline. Showing what is on this device.')).toBeTruthy()
    const image = within(tile('a hen')).getByRole('img')
    // The variant, then the original.
    act(() => void image.dispatchEvent(new Event('error')))
    act(() => void within(tile('a hen')).getByRole('img').dispatchEvent(new Event('error')))
    expect(within(tile('a hen')).getByText('Not on this device')).toBeTruthy()
    onLine.mockReturnValue(true)
    act(() => void window.dispatchEvent(new Event('online')))
    expect(within(list()).queryByText('Not on this device')).toBeNull()
  })
})

describe('the search', () => {
  it('narrows the list while typing, and Escape ends it', async () => {
    const { user } = await renderGallery()
    const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search prompts' })
    await user.type(box, 'FOX')
    expect(prompts()).toEqual(['a red fox', 'a cow and a fox'])
    expect(screen.getByText('2 of 4 found.')).toBeTruthy()
    expect(within(list()).getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('2')
    await user.type(box, '{Escape}')
    expect(box.value).toBe('')
    expect(links()).toHaveLength(4)
  })

  it('says that no prompt contains it, and how many it has looked at', async () => {
    const { user } = await renderGallery()
    await user.type(screen.getByRole('searchbox'), 'zebra')
    expect(screen.getByText("No prompt contains 'zebra'.")).toBeTruthy()
    expect(screen.getByText('Searched 4 of 4.')).toBeTruthy()
    expect(screen.queryByText('No pictures yet.')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(links()).toHaveLength(4)
  })

  it('says that it has not looked at everything while the rest is not here', async () => {
    const server = createFakeServer()
    server.respond('/api/gallery/list', () => okAnswer({ galleries: ANIMALS, nextCursor: 'two' }))
    const { user } = await renderGallery([], server)
    await user.type(screen.getByRole('searchbox'), 'pig')
    expect(screen.getByText(/1 of 4 found\. Searched 4 so far/)).toBeTruthy()
  })

  it('survives the way to another screen and back', async () => {
    const { user, advance } = await renderGallery()
    await user.type(screen.getByRole('searchbox'), 'fox')
    await advance(1000)
    await user.click(screen.getByRole('link', { name: 'Settings' }))
    await act(async () => {
      history.back()
      await new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
    })
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('fox')
    expect(links()).toHaveLength(2)
  })

  it('narrows to one model, of those that have made something', async () => {
    const other = entry(5, 'a goat', { models: ['stub:slow'] })
    const server = createFakeServer()
    server.models = { ...server.models, models: [...server.models.models, model('stub:unused', 'Unused')] }
    const { user } = await renderGallery([...ANIMALS, other], server)
    const box = screen.getByRole('combobox', { name: 'Model' })
    expect([...box.querySelectorAll('option')].map((option) => option.label)).toEqual(['All models', 'Fast', 'Slow'])
    await user.selectOptions(box, 'Slow')
    expect(links()).toHaveLength(1)
  })

  it('offers the months that exist', async () => {
    await renderGallery([...ANIMALS, entry(5, 'a goat', { timestamp: '2025-03-01T00:00:00.000Z' })])
    const box = screen.getByRole('combobox', { name: 'Jump to date' })
    const labels = [...box.querySelectorAll('option:not([hidden])')].map((option) => option.textContent)
    expect(labels).toEqual(['Newest', 'November 2026', 'March 2025'])
  })

  it('narrows to favourites, which are marked at the tile', async () => {
    const { user } = await renderGallery()
    await user.click(screen.getByRole('checkbox', { name: 'Favourites only' }))
    expect(screen.getByText('No picture is a favourite yet.')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'Favourites only' }))
    const item = tile('a hen').closest('li')
    const button = within(item ?? document.body).getByRole('button', { name: 'Favourite' })
    expect(button.getAttribute('aria-pressed')).toBe('false')
    await user.click(button)
    await act(settle)
    expect(button.getAttribute('aria-pressed')).toBe('true')
    await user.click(screen.getByRole('checkbox', { name: 'Favourites only' }))
    expect(prompts()).toEqual(['a hen'])
  })
})

describe('the selection', () => {
  it('is one choice by press, and a range with Shift, in what a search has found too', async () => {
    const { user } = await renderGallery()
    await user.click(screen.getByRole('button', { name: 'Select' }))
    await user.click(tile('a red fox'))
    expect(within(toolbar()).getByText('1 selected')).toBeTruthy()
    expect(location.pathname).toBe('/gallery')
    await user.type(screen.getByRole('searchbox'), 'fox')
    await user.keyboard('{Shift>}')
    await user.click(tile('a cow and a fox'))
    await user.keyboard('{/Shift}')
    expect(within(toolbar()).getByText('2 selected')).toBeTruthy()
    await user.clear(screen.getByRole('searchbox'))
    const checked = within(list()).getAllByRole<HTMLInputElement>('checkbox', { checked: true })
    expect(checked.map((box) => box.getAttribute('aria-label'))).toEqual(['Fast: a red fox', 'Fast: a cow and a fox'])
    await user.click(tool('Clear'))
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  it('works by keys alone: arrows go, Space chooses, Shift makes ranges, Escape leaves, Enter opens', async () => {
    const { user } = await renderGallery()
    act(() => tile('a red fox').focus())
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(tile('a hen'))
    await user.keyboard(' ')
    expect(within(toolbar()).getByText('1 selected')).toBeTruthy()
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
    expect(within(toolbar()).getByText('3 selected')).toBeTruthy()
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    expect(within(toolbar()).getByText('2 selected')).toBeTruthy()
    await user.keyboard('{Home}')
    expect(document.activeElement).toBe(tile('a red fox'))
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('toolbar')).toBeNull()
    await user.keyboard('{End}{Enter}')
    expect(location.pathname).toBe(`/g/${idOf(4)}`)
  })

  it('is reached with Tab at one tile only', async () => {
    await renderGallery()
    expect(links().map((link) => link.tabIndex)).toEqual([0, -1, -1, -1])
    act(() => tile('a cow and a fox').focus())
    expect(links().map((link) => link.tabIndex)).toEqual([-1, -1, 0, -1])
  })

  it('compares 2 to 6 pictures, and says so where there are fewer', async () => {
    const { user } = await renderGallery()
    await user.click(screen.getByRole('button', { name: 'Select' }))
    await user.click(tile('a hen'))
    expect(tool('Compare').getAttribute('aria-disabled')).toBe('true')
    await user.click(tool('Compare'))
    expect(screen.getByRole('status').textContent).toBe('Choose 2 to 6 pictures.')
    await user.click(tile('a pig'))
    expect(tool('Compare').getAttribute('aria-disabled')).toBeNull()
    await user.click(tool('Compare'))
    await act(settle)
    const comparison = await screen.findByRole('dialog', { name: 'Comparison' })
    expect(within(comparison).getAllByRole('img')).toHaveLength(2)
  })

  it('puts at most 100 pictures into one zip', async () => {
    const { user } = await renderGallery([entry(1, 'a', { imageCount: 60 }), entry(2, 'b', { imageCount: 60 })])
    await user.click(screen.getByRole('button', { name: 'Select' }))
    await user.click(tile('a'))
    expect(tool('Save as zip').getAttribute('aria-disabled')).toBeNull()
    await user.click(tile('b'))
    await user.click(tool('Save as zip'))
    expect(screen.getByRole('status').textContent).toBe('Choose at most 100 pictures for one zip.')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('marks everything that is chosen as favourites', async () => {
    const { user, services } = await renderGallery()
    await user.click(screen.getByRole('button', { name: 'Select' }))
    await user.click(tile('a hen'))
    await user.click(tile('a pig'))
    await user.click(tool('Favourite'))
    await act(settle)
    expect([...services.gallery.state.get().favourites]).toEqual([idOf(2), idOf(4)])
    expect(tool('Favourite').getAttribute('aria-pressed')).toBe('true')
  })
})

describe('deletion', () => {
  async function renderOwn() {
    const server = createFakeServer()
    const app = await renderApp('/', server)
    await app.user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'my fox{Control>}{Enter}{/Control}')
    await app.rest()
    const id = [...server.jobs.keys()][0] ?? ''
    const own = { ...entry(9, 'my fox'), id, preview: completedResult(id, 'stub:fast', 'Fast').image }
    server.galleries = [own, ...ANIMALS]
    await app.user.click(screen.getByRole('link', { name: 'Gallery' }))
    await act(settle)
    return app
  }
  const notice = () => screen.getByRole('region', { name: 'Notice' })
  const deleteOf = (name: string) =>
    within(tile(name).closest('li') ?? document.body).queryByRole('button', { name: 'Delete' })

  it('is offered for what this device has made, takes the tile away at once, and can be undone', async () => {
    const { user } = await renderOwn()
    expect(deleteOf('a hen')).toBeNull()
    await user.click(deleteOf('my fox') ?? document.body)
    await act(settle)
    expect(prompts()).not.toContain('my fox')
    expect(within(notice()).getByText('Deleted.')).toBeTruthy()
    await user.click(within(notice()).getByRole('button', { name: 'Undo' }))
    await act(settle)
    expect(prompts()[0]).toBe('my fox')
  })

  it('can be undone for ten seconds, and for as long as somebody is at the notice', async () => {
    const { user, advance } = await renderOwn()
    await user.click(deleteOf('my fox') ?? document.body)
    await advance(9000)
    await user.hover(notice())
    await advance(60_000)
    expect(within(notice()).getByRole('button', { name: 'Undo' })).toBeTruthy()
    await user.unhover(notice())
    await advance(10_000)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('hands the focus to the tile that takes the place', async () => {
    const { user } = await renderOwn()
    await user.click(deleteOf('my fox') ?? document.body)
    await act(settle)
    expect(document.activeElement).toBe(tile('a red fox'))
  })

  it('is in the selection where all that is chosen is own', async () => {
    const { user } = await renderOwn()
    await user.click(screen.getByRole('button', { name: 'Select' }))
    await user.click(tile('my fox'))
    expect(tool('Delete')).toBeTruthy()
    await user.click(tile('a hen'))
    expect(within(toolbar()).queryByRole('button', { name: 'Delete' })).toBeNull()
    await user.click(tile('a hen'))
    await user.click(tool('Delete'))
    await act(settle)
    expect(prompts()).not.toContain('my fox')
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  it('narrows to what was made here', async () => {
    const { user } = await renderOwn()
    await user.click(screen.getByRole('checkbox', { name: 'Mine only' }))
    expect(prompts()).toEqual(['my fox'])
  })
})
