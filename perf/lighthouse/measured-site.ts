import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { GalleryListAnswer } from '#contract/gallery.ts'
import { ROUTES } from '#contract/routes.ts'
import { buildApp } from '../../tests/support/build-app.ts'
import { seedGallery } from '../seed-gallery.ts'
import { buildBareReact } from './bare-react.ts'
import { serveSite } from './serve-site.ts'

const ENTRIES = 200
const DAYS = 30
const DAY_MS = 86_400_000

export interface MeasuredSite {
  readonly url: string
  /** The page that only shows a sentence by React, served in the same way. */
  readonly bareUrl: string
  readonly siteFolder: string
  /** An address of the app with its places filled in: `{id}` by an entry, `{pictures}` by one with several pictures. */
  readonly fill: (address: string) => string
  readonly close: () => Promise<void>
}

/** The app and the bare page, built anew and served by local stacks over data of their own, the app with a gallery. */
export async function openMeasuredSite(): Promise<MeasuredSite> {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-lighthouse-'))
  const [siteFolder, dataFolder, bareFolder] = [join(folder, 'site'), join(folder, 'data'), join(folder, 'bare')]
  const opened: (() => Promise<void>)[] = []
  async function close(): Promise<void> {
    for (const stop of opened) await stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await buildApp({ build: { outDir: siteFolder, emptyOutDir: true }, logLevel: 'error' })
    await buildBareReact(join(folder, 'bare-source'), bareFolder)
    // Older than the time in which a picture may still lack its last format.
    await seedGallery({ dataFolder, count: ENTRIES, days: DAYS, seed: 1, untilMs: Date.now() - DAY_MS })
    const site = await serveSite(siteFolder, dataFolder)
    opened.push(site.stop)
    const bare = await serveSite(bareFolder, join(folder, 'bare-data'))
    opened.push(bare.stop)
    const places = await choosePlaces(site.url)
    const fill = (address: string) => address.replace('{id}', places.id).replace('{pictures}', places.pictures)
    return { url: site.url, bareUrl: bare.url, siteFolder, fill, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function choosePlaces(url: string): Promise<{ id: string; pictures: string }> {
  const response = await fetch(new URL(ROUTES.galleryList.path, url))
  const { galleries } = v.parse(GalleryListAnswer, await response.json())
  const [id, pictures] = [galleries[0]?.id, galleries.find(({ imageCount }) => imageCount > 1)?.id]
  if (id === undefined || pictures === undefined) throw new Error('The seeded gallery is empty.')
  return { id, pictures }
}
