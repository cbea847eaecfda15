import * as v from 'valibot'
import { WORKER_MESSAGES, WorkerMessage } from '#offline/worker-messages.ts'
import { appFiles } from './app-files.ts'
import { findAnswer } from './find-answer.ts'
import { pictureUse } from './kept-pictures.ts'
import { openApp } from './open-app.ts'
import { readiness } from './readiness.ts'
import { sendWaiting } from './send-waiting.ts'
import { worker } from './worker-scope.ts'

/*
 * The service worker: it opens the app without a network and wakes the outbox. It never answers for the API, except for
 * one job of the gallery where there is no network, and never takes over from an older one by itself.
 */

worker.addEventListener('install', (event) => {
  event.waitUntil(appFiles.install(event))
})

worker.addEventListener('fetch', (event) => {
  const answer = findAnswer(event.request)
  if (answer !== undefined) event.respondWith(answer({ request: event.request, event }))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(appFiles.activate(event))
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
