import { bytesToFree } from './picture-budget.ts'
import { PICTURE_CACHES } from './picture-caches.ts'
import { bytesOf, type Part } from './picture-row.ts'
import { createPictureStore, type PictureTools } from './picture-store.ts'
import { changePictures, readFact } from './picture-transaction.ts'
import { ignoreQuota } from './quota-error.ts'

/** How many bytes pictures may have from now on. What is above them goes at once. */
export function setPictureBudget(tools: PictureTools, chosen: number): Promise<void> {
  const { inTurn, evict } = createPictureStore(tools)
  return inTurn(async () => {
    // Whoever chooses anew says that there is room: what the device once refused is tried again.
    const budget = { chosen, isFull: false }
    await changePictures(tools.database, (books) => books.putFact('budget', budget))
    await evict({ bytes: bytesToFree(budget, bytesOf(await readFact(tools.database, 'totals')), tools.now()) })
  })
}

/** Removes every kept picture, which can be loaded again. Why they were to stay is remembered. Answers what has gone. */
export function clearPictures(tools: PictureTools): Promise<Part> {
  const { database, caches } = tools
  return createPictureStore(tools).inTurn(async () => {
    const { thumbs, full } = await readFact(database, 'totals')
    await Promise.all(PICTURE_CACHES.map((cache) => caches.delete(cache)))
    // A full device may not take even that: the next start finds the caches gone.
    await changePictures(database, (books) => books.clear()).catch(ignoreQuota)
    return { pictures: thumbs.pictures + full.pictures, bytes: thumbs.bytes + full.bytes }
  })
}
