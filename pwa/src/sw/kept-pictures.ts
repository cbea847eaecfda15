import { createDatabase } from '#offline/database.ts'
import { dropPictures } from '#offline/drop-pictures.ts'
import { otherSizes, type PictureAddress } from '#offline/picture-address.ts'
import { hashOf, readPicture } from '#offline/picture-check.ts'
import { pinsOf } from '#offline/picture-pins.ts'
import { createPictureStore } from '#offline/picture-store.ts'
import { createPictureUse } from '#offline/picture-use.ts'
import { PICTURE_NEWS } from '#offline/worker-messages.ts'

/** Of the pictures that are found, how many are looked at closely. */
const SAMPLE = 0.01

// The page opens the database first and brings it up to date; the worker takes it as it is.
const database = createDatabase({ isGuest: true })
const now = () => Date.now()
const store = createPictureStore({ database, caches, locks: navigator.locks, now })
const { ledger } = store

export const pictureUse = createPictureUse({
  ...{ database, ledger, now },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})

export function findPicture({ url, cache }: PictureAddress): Promise<Response | undefined> {
  return caches.match(url, { cacheName: cache })
}

/** The same picture in another size. */
export async function findOtherSize(address: PictureAddress): Promise<Response | undefined> {
  for (const other of otherSizes(address)) {
    const kept = await findPicture(other)
    if (kept !== undefined) return kept
  }
  return undefined
}

/** Originals are too large to be kept unasked. */
export async function isToBeKept({ jobId, width }: PictureAddress): Promise<boolean> {
  return width !== undefined || (await pinsOf(database, jobId)).includes('keep-offline')
}

/** Keeps a picture where there is room; where there is none, or the answer is no sound picture, it is only shown. */
export async function keepPicture(address: PictureAddress, response: Response): Promise<void> {
  try {
    const picture = await readPicture(response)
    if (picture === undefined) return
    if ((await store.keep(address, picture)) === 'just-full') tellFull()
  } catch {
    // No database, or one of an older version: the picture can be asked for again.
  }
}

/** The jobs are deleted. */
export const dropKept = (jobIds: readonly string[]) => dropPictures(jobIds, { store, database, caches })

/** Whether this picture is one of those that are looked at. */
export const isSampled = () => Math.random() < SAMPLE

/** Looks at the bytes of a picture: what has changed on the disk goes, and is loaded again. */
export async function inspect(address: PictureAddress, kept: Response): Promise<void> {
  const row = await ledger.get(address.url)
  if (row?.status !== 'ready' || row.sha256 === (await hashOf(await kept.arrayBuffer()))) return
  await store.inTurn(() => store.removeRows([row]))
  // Not from the browser's own cache, which may hold the same bytes.
  const headers = { Accept: kept.headers.get('Content-Type') ?? '' }
  const response = await fetch(address.url, { cache: 'reload', headers })
  await keepPicture(address, response)
}

function tellFull(): void {
  const channel = new BroadcastChannel(PICTURE_NEWS.channel)
  channel.postMessage(PICTURE_NEWS.full)
  channel.close()
}
