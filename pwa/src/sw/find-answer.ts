import { answerGallery } from './answer-gallery.ts'
import { answerPicture } from './answer-picture.ts'
import { answerShare } from './answer-share.ts'
import { appFiles } from './app-files.ts'
import type { Handling } from './handling.ts'

/** The list is no page to keep: the device has an index of its own, and an old page would pass for what is there now. */
const ONE_JOB = /^\/api\/gallery\/[0-9a-f-]{36}$/
const NO_PAGE = /^\/(api|images|share)\b/

/** Who answers a request in place of the network. Undefined = nobody does, above all not for the API. */
export function findAnswer(request: Request): ((handling: Handling) => Promise<Response>) | undefined {
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return undefined
  if (request.method === 'POST' && pathname === '/share') return answerShare
  if (request.method !== 'GET') return undefined
  if (appFiles.getCacheKeyForURL(request.url) !== undefined) return answerFile
  if (pathname.startsWith('/images/')) return answerPicture
  if (ONE_JOB.test(pathname)) return answerGallery
  // Every address of the app is the one page; what is none, the page says itself.
  if (request.mode === 'navigate' && !NO_PAGE.test(pathname)) return answerPage
  return undefined
}

function answerFile(handling: Handling): Promise<Response> {
  return appFiles.strategy.handle(handling)
}

function answerPage({ event }: Handling): Promise<Response> {
  return answerFile({ request: new Request('/index.html'), event })
}
