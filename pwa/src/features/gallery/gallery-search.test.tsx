// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeServer, model, okAnswer } from '../../fake-server.ts'
import { ANIMALS, entry, galleryScreen, renderGallery, saved } from '../../render-gallery.tsx'

const { links, list, prompts, buttonsOf } = galleryScreen

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
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

  it('offers the months that exist to who goes there', async () => {
    const { user } = await renderGallery([...ANIMALS, entry(5, 'a goat', { timestamp: '2025-03-01T00:00:00.000Z' })])
    const box = screen.getByRole('combobox', { name: 'Jump to date' })
    await user.click(box)
    const labels = [...box.querySelectorAll('option:not([hidden])')].map((option) => option.textContent)
    expect(labels).toEqual(['Newest', 'November 2026', 'March 2025'])
  })

  it('narrows to favourites, which are marked at the tile', async () => {
    const { user } = await renderGallery()
    await user.click(screen.getByRole('checkbox', { name: 'Favourites only' }))
    expect(screen.getByText('No picture is a favourite yet.')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'Favourites only' }))
    const button = buttonsOf('a hen').getByRole('button', { name: 'Favourite' })
    expect(button.getAttribute('aria-pressed')).toBe('false')
    await user.click(button)
    await saved()
    expect(button.getAttribute('aria-pressed')).toBe('true')
    await user.click(screen.getByRole('checkbox', { name: 'Favourites only' }))
    expect(prompts()).toEqual(['a hen'])
  })
})
