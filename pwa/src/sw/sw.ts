import * as v from 'valibot'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { WORKER_MESSAGES, WorkerMessage } from '#offline/worker-messages.ts'
import { answerGallery } from './answer-gallery.ts'
import { answerPicture } from './answer-picture.ts'
import { answerShare } from './answer-share.ts'
import { pictureUse } from './kept-pictures.ts'
import { openApp } from './open-app.ts'
import { readiness } from './readiness.ts'
import { sendWaiting } from './send-waiting.ts'
import { APP_FILES, worker } from './worker-scope.ts'

/*
 * The service worker: it opens the app without a network and wakes the outbox. It never answers for the API, except for
 * one job of the gallery where there is no network, and never takes over from an older one by itself.
 */

/** The list is no page to keep: the device has an index of its own, and an old page would pass for what is there now. */
const ONE_JOB = /^\/api\/gallery\/[0-9a-f-]{36}$/

precacheAndRoute([...APP_FILES], { cleanURLs: false })
cleanupOutdatedCaches()

// Every address of the app is the one page; what is none, the page says itself.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/(api|images|share)\b/] }))
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/images/'), answerPicture)
registerRoute(({ url, sameOrigin }) => sameOrigin && ONE_JOB.test(url.pathname), answerGallery)
registerRoute('/share', answerShare, 'POST')

worker.addEventListener('activate', (event) => {
  // The page of the first visit is of this version; later ones are taken over only when they have asked for it.
  event.waitUntil(worker.clients.claim())
})

worker.addEventListener('message', (event) => {
  const message = v.safeParse(WorkerMessage, event.data)
  if (!message.success) return
  switch (message.output.type) {
    case WORKER_MESSAGES.takeOver:
      event.waitUntil(worker.skipWaiting())
      break
    case WORKER_MESSAGES.readiness:
      event.waitUntil(readiness().then((answer) => event.ports[0]?.postMessage(answer)))
      break
    case WORKER_MESSAGES.pictureUse:
      event.waitUntil(pictureUse.flush().then((counts) => event.ports[0]?.postMessage(counts)))
      break
    default:
      message.output satisfies never
  }
})

worker.addEventListener('sync', (event) => {
  if (event.tag === 'outbox') event.waitUntil(sendWaiting({ isLastChance: event.lastChance }))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openApp(event.notification.data))
})
