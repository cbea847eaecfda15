// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { GalleryEntry } from '#contract/gallery.ts'
import { completedResult, createFakeServer, errorAnswer, okAnswer } from '../../fake-server.ts'
import { settle } from '../../manual-timing.ts'
import { renderApp } from '../../render-app.tsx'

afterEach(cleanup)

const ID = '0193e0b0-1234-7000-8000-00000000000'
const entry = (digit: number, prompt: string): GalleryEntry => ({
  ...{ id: `${ID}${digit}`, timestamp: '2026-11-24T12:00:00.000Z', prompt, models: ['stub:fast'], imageCount: 1 },
  preview: completedResult(`${ID}${digit}`, 'stub:fast', 'Fast').image,
})
const list = () => screen.getByRole('list', { name: 'Gallery images' })

async function renderGallery(server = createFakeServer()) {
  const app = await renderApp('/gallery', server)
  await act(settle)
  return app
}

describe('the gallery', () => {
  it('names each tile by model and prompt and reserves its shape', async () => {
    const server = createFakeServer()
    server.galleries = [entry(1, 'a fox'), entry(2, 'a hen')]
    await renderGallery(server)
    const links = within(list()).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual([`/g/${ID}1`, `/g/${ID}2`])
    expect(within(list()).getByRole('link', { name: 'Fast: a fox' })).toBeTruthy()
    expect(screen.getByText('That is everything.')).toBeTruthy()
  })

  it('loads page after page, each entry once', async () => {
    const server = createFakeServer()
    server.respond('/api/gallery/list', ({ path }) => {
      if (path.includes('cursor=two')) return okAnswer({ galleries: [entry(2, 'a hen'), entry(3, 'a cow')] })
      return okAnswer({ galleries: [entry(1, 'a fox'), entry(2, 'a hen')], nextCursor: 'two' })
    })
    const { user } = await renderGallery(server)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    await act(settle)
    expect(within(list()).getAllByRole('listitem')).toHaveLength(3)
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
  })

  it('says when it is empty', async () => {
    await renderGallery()
    expect(screen.getByText('No pictures yet.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Write a prompt' })).toBeTruthy()
  })

  it('shows an error as an error, never as an empty gallery, and tries again', async () => {
    const server = createFakeServer()
    server.galleries = [entry(1, 'a fox')]
    server.respond('/api/gallery/list', () => errorAnswer('SERVICE_UNAVAILABLE', { 'Retry-After': '60' }))
    const { user } = await renderGallery(server)
    expect(screen.getByText('The gallery could not be loaded.')).toBeTruthy()
    expect(screen.queryByText('No pictures yet.')).toBeNull()
    server.restore('/api/gallery/list')
    await user.click(screen.getByRole('button', { name: 'Retry' }))
    await act(settle)
    expect(within(list()).getAllByRole('link')).toHaveLength(1)
  })
})
