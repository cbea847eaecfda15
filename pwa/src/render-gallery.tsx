import { act, screen, within } from '@testing-library/react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { Services } from '#platform/services-context.tsx'
import { completedResult, createFakeServer } from './fake-server.ts'
import { settle } from './manual-timing.ts'
import { renderApp } from './render-app.tsx'

export const idOf = (number: number) => `0193e0b0-1234-7000-8000-${String(number).padStart(12, '0')}`

export function entry(number: number, prompt: string, change: Partial<GalleryEntry> = {}): GalleryEntry {
  return {
    ...{ id: idOf(number), timestamp: '2026-11-24T12:00:00.000Z', prompt, models: ['stub:fast'], imageCount: 1 },
    preview: completedResult(idOf(number), 'stub:fast', 'Fast').image,
    ...change,
  }
}

export const ANIMALS = [entry(1, 'a red fox'), entry(2, 'a hen'), entry(3, 'a cow and a fox'), entry(4, 'a pig')]

/** What is in the gallery, by the names that are an interface. */
export const galleryScreen = {
  list: () => screen.getByRole('list', { name: 'Gallery images' }),
  links: () => within(galleryScreen.list()).getAllByRole('link'),
  tile: (name: string) => within(galleryScreen.list()).getByRole('link', { name: `Fast: ${name}` }),
  buttonsOf(name: string) {
    const item = galleryScreen.tile(name).closest('li')
    if (item === null) throw new Error(`The tile of ${name} stands in no list.`)
    return within(item)
  },
  prompts: () => galleryScreen.links().map((link) => link.querySelector('img')?.alt.replace('Fast: ', '')),
  toolbar: () => screen.getByRole('toolbar', { name: 'Selection' }),
  tool: (name: string) => within(galleryScreen.toolbar()).getByRole('button', { name }),
}

const MOST_TICKS = 100
const SAVE_TICKS = 10

/** Lets the gallery read what the device has, and what the server says. */
export async function restGallery({ gallery }: Pick<Services, 'gallery'>): Promise<void> {
  const isBusy = () => !gallery.state.get().isRead || gallery.state.get().server === 'asking'
  for (let tick = 0; isBusy() && tick < MOST_TICKS; tick += 1) await act(settle)
  await act(settle)
}

/** Lets what was pressed reach the disk, and what follows from it. */
export async function saved(): Promise<void> {
  for (let tick = 0; tick < SAVE_TICKS; tick += 1) await act(settle)
}

/** The app at its gallery. */
export async function renderGallery(galleries: GalleryEntry[] = ANIMALS, server = createFakeServer()) {
  server.galleries = galleries
  const app = await renderApp('/gallery', server)
  await restGallery(app.services)
  return app
}
