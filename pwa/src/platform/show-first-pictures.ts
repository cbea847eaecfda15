import * as v from 'valibot'
import { GalleryEntry } from '#contract/gallery.ts'
import { JobId } from '#contract/ids.ts'
import { ResultImage } from '#contract/job.ts'
import { FIRST_PICTURES_ID } from '#ui/drop-first-pictures.ts'
import { fillPicture } from './first-picture.ts'
import { fillTiles } from './first-tiles.ts'

/** What a window has room for, also a wide one: the rest of the list is the app's. */
const MOST_TILES = 24

const ListAnswer = v.object({
  galleries: v.pipe(
    v.array(v.unknown()),
    v.transform((all) => all.slice(0, MOST_TILES)),
    v.array(GalleryEntry),
  ),
})

/** What is read of the answer about one job (GalleryEntryAnswer): its words and its pictures. */
const EntryAnswer = v.object({
  galleryId: JobId,
  prompt: v.string(),
  images: v.array(v.object({ label: v.string(), image: ResultImage })),
})

/**
 * Shows the pictures of a gallery address before the app is there, from what the page has asked for early, and where the
 * app will show them. A file of its own, which first-paint.ts loads on a visit to which no worker brings the app at once.
 * @param paths whose early answers are the newest entries and, at the address of one job, that job
 * @param begun that the app is: then its screen may be there, with pictures of its own
 * @returns when they are painted; also where there is nothing to show, which is then for the app to say
 */
export async function showFirstPictures(
  { list, one }: { readonly list: string; readonly one: string | undefined },
  begun: AbortSignal,
): Promise<void> {
  const [listed, entry] = await Promise.all([
    read(list, ListAnswer),
    one === undefined ? undefined : read(one, EntryAnswer),
  ])
  const entries = listed?.galleries ?? []
  const layer = one === undefined ? fillTiles(entries) : entry && fillPicture(entry, entries)
  if (layer === undefined || begun.aborted) return
  layer.id = FIRST_PICTURES_ID
  document.body.append(layer)
  await Promise.allSettled([...layer.getElementsByTagName('img')].map((image) => image.decode()))
  await isPainted()
}

/** The app reads the answer too. What is wrong with it, that will tell. */
async function read<Answer>(path: string, schema: v.GenericSchema<unknown, Answer>): Promise<Answer | undefined> {
  const response = await window.earlyAnswers?.get(path)?.catch(() => undefined)
  if (!response?.ok) return
  const parsed = v.safeParse(schema, await response.clone().json())
  return parsed.success ? parsed.output : undefined
}

/** The second frame begins when the first is painted. */
function isPainted(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
