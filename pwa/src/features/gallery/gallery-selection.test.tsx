// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { entry, galleryScreen, idOf, renderGallery, saved } from '../../render-gallery.tsx'

const { links, list, tile, tool, toolbar } = galleryScreen

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
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
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Select' }))
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
    await saved()
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
    // The status line may be out of sight.
    expect(within(screen.getByRole('region', { name: 'Notice' })).getByText(/at most 100 pictures/)).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('marks everything that is chosen as favourites', async () => {
    const { user, services } = await renderGallery()
    await user.click(screen.getByRole('button', { name: 'Select' }))
    await user.click(tile('a hen'))
    await user.click(tile('a pig'))
    await user.click(tool('Favourite'))
    await saved()
    expect([...services.gallery.state.get().favourites]).toEqual([idOf(2), idOf(4)])
    expect(tool('Favourite').getAttribute('aria-pressed')).toBe('true')
  })
})
