import { type PictureAddress, parsePictureAddress } from '#offline/picture-address.ts'
import { isPictureAnswer } from '#offline/picture-check.ts'
import type { Handling } from './handling.ts'
import { findOtherSize, findPicture, inspect, isSampled, isToBeKept, keepPicture, pictureUse } from './kept-pictures.ts'

/** A network that gives no answer in this time is none for a picture. */
const PATIENCE_MS = 30_000
/** Where the browser says that there is no network, it is asked all the same, but nobody waits for it. */
const OFFLINE_PATIENCE_MS = 2000
/** The server has no such picture, or has it no longer: nothing stands in for it. */
const GONE = [403, 404, 410]

/**
 * Pictures never change under their address, so what is on the device is the answer. Without a network another size of
 * the same picture is better than none; where there is none either, the answer is a failure at once.
 */
export async function answerPicture({ request, event }: Handling): Promise<Response> {
  const address = parsePictureAddress(new URL(request.url).pathname)
  if (address === undefined) return fetch(request)
  const kept = await findPicture(address)
  if (kept !== undefined && isWanted(kept, address, request)) {
    event.waitUntil(pictureUse.note(address, { network: network(), outcome: 'hit' }))
    // What fails here is found by a later look.
    if (isSampled()) event.waitUntil(inspect(address, kept.clone()).catch(() => undefined))
    return kept
  }
  return answerFromNetwork(address, { request, event })
}

async function answerFromNetwork(address: PictureAddress, { request, event }: Handling): Promise<Response> {
  const response = await fetchInTime(request).catch(() => undefined)
  if (response !== undefined && isPictureAnswer(response)) {
    event.waitUntil(pictureUse.note(address, { network: 'online', outcome: 'miss' }))
    // What the page fetches by itself it keeps by itself.
    if (request.destination === 'image') event.waitUntil(keepIfWanted(address, response.clone()))
    return response
  }
  // Scrolled past, or the page has gone: nobody is left to answer.
  if (request.signal.aborted) return Response.error()
  if (response !== undefined && GONE.includes(response.status)) return response
  const other = await findOtherSize(address)
  const outcome = other === undefined ? 'miss' : 'hit'
  // A page that misses a picture asks for its original too: that is no second picture.
  if (address.width !== undefined) event.waitUntil(pictureUse.note(address, { network: 'offline', outcome }))
  return other ?? response ?? Response.error()
}

async function keepIfWanted(address: PictureAddress, response: Response): Promise<void> {
  // A body that nobody reads is let go of by the browser.
  if (await isToBeKept(address).catch(() => false)) await keepPicture(address, response)
}

/** One format is kept of a size. An image takes each of them; what asks for one by its name gets that one. */
function isWanted({ headers }: Response, { format }: PictureAddress, { destination }: Request): boolean {
  return destination === 'image' || format === undefined || headers.get('Content-Type') === `image/${format}`
}

async function fetchInTime(request: Request): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), network() === 'online' ? PATIENCE_MS : OFFLINE_PATIENCE_MS)
  try {
    return await fetch(request, { signal: AbortSignal.any([request.signal, late.signal]) })
  } finally {
    // Only the beginning of an answer is waited for: a large picture may take its time.
    clearTimeout(timer)
  }
}

function network(): 'online' | 'offline' {
  return navigator.onLine ? 'online' : 'offline'
}
