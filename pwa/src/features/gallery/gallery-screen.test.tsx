// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeServer, errorAnswer, okAnswer } from '../../fake-server.ts'
import { ANIMALS, entry, galleryScreen, idOf, renderGallery, saved } from '../../render-gallery.tsx'

const { links, list, prompts, tile } = galleryScreen

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

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

  it('reads page after page by itself, each entry once', async () => {
    const server = createFakeServer()
    server.respond('/api/gallery/list', ({ path }) => {
      if (path.includes('cursor=two')) return okAnswer({ galleries: [entry(2, 'a hen'), entry(3, 'a cow')] })
      return okAnswer({ galleries: [entry(1, 'a fox'), entry(2, 'a hen')], nextCursor: 'two' })
    })
    await renderGallery([], server)
    await saved()
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
    await saved()
    expect(links()).toHaveLength(4)
    expect(screen.getByText('More could not be loaded.')).toBeTruthy()
    expect(screen.queryByText('The gallery could not be loaded.')).toBeNull()
    server.respond('/api/gallery/list', () => okAnswer({ galleries: [entry(5, 'a goat')] }))
    await user.click(screen.getByRole('button', { name: 'Retry' }))
    await saved()
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
    await saved()
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
