// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { cleanup, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { completedResult, createFakeServer } from '../../fake-server.ts'
import { renderApp } from '../../render-app.tsx'
import { ANIMALS, entry, galleryScreen, restGallery, saved } from '../../render-gallery.tsx'

const { prompts, tile, buttonsOf, tool, toolbar } = galleryScreen

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('deletion', () => {
  async function renderOwn() {
    const server = createFakeServer()
    const app = await renderApp('/', server)
    await app.user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'my fox{Control>}{Enter}{/Control}')
    await app.rest()
    const id = [...server.jobs.keys()][0] ?? ''
    const own = {
      ...entry(9, 'my fox', { timestamp: '2026-11-24T12:00:01.000Z' }),
      id,
      preview: completedResult(id, 'stub:fast', 'Fast').image,
    }
    server.galleries = [own, ...ANIMALS]
    await app.user.click(screen.getByRole('link', { name: 'Gallery' }))
    await restGallery(app.services)
    return app
  }
  const notice = () => screen.getByRole('region', { name: 'Notice' })
  const deleteOf = (name: string) => buttonsOf(name).getByRole('button', { name: 'Delete' })

  it('is offered for what this device has made, takes the tile away at once, and can be undone', async () => {
    const { user } = await renderOwn()
    expect(buttonsOf('a hen').queryByRole('button', { name: 'Delete' })).toBeNull()
    await user.click(deleteOf('my fox'))
    await saved()
    expect(prompts()).not.toContain('my fox')
    expect(within(notice()).getByText('Deleted.')).toBeTruthy()
    await user.click(within(notice()).getByRole('button', { name: 'Undo' }))
    await saved()
    expect(prompts()[0]).toBe('my fox')
  })

  it('can be undone for ten seconds, and for as long as somebody is at the notice', async () => {
    const { user, advance, server } = await renderOwn()
    await user.click(deleteOf('my fox'))
    await saved()
    await advance(9000)
    await user.hover(notice())
    for (let second = 0; second < 60; second += 1) await advance(1000)
    expect(within(notice()).getByRole('button', { name: 'Undo' })).toBeTruthy()
    await user.unhover(notice())
    await saved()
    await advance(9000)
    expect(server.deleted).toEqual([])
    await advance(1000)
    await saved()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
    expect(server.deleted).toHaveLength(1)
  })

  it('hands the focus to the tile that takes the place', async () => {
    const { user } = await renderOwn()
    await user.click(deleteOf('my fox'))
    await saved()
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
    await saved()
    expect(prompts()).not.toContain('my fox')
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  it('narrows to what was made here', async () => {
    const { user } = await renderOwn()
    await user.click(screen.getByRole('checkbox', { name: 'Mine only' }))
    expect(prompts()).toEqual(['my fox'])
  })
})
