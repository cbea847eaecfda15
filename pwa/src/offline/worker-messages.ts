import * as v from 'valibot'

/** What a page asks of the service worker. */
export const WORKER_MESSAGES = {
  /** The new version shall take over from the old one. The name is the one that workbox-window sends. */
  takeOver: 'SKIP_WAITING',
  /** How much of the app is on this device; answered through the port that comes with the question. */
  readiness: 'READINESS',
  /** Writes down what was used of the pictures; answered with how they were asked for, through the same way. */
  pictureUse: 'PICTURE_USE',
} as const

/** Where the worker says that the device has no room for pictures any more. */
export const PICTURE_NEWS = { channel: 'pictures', full: 'full' } as const

export const WorkerMessage = v.variant('type', [
  v.object({ type: v.literal(WORKER_MESSAGES.takeOver) }),
  v.object({ type: v.literal(WORKER_MESSAGES.readiness) }),
  v.object({ type: v.literal(WORKER_MESSAGES.pictureUse) }),
])

/** How much of one version of the app is on this device. */
export const Readiness = v.object({
  /** Names the version by its content. */
  version: v.string(),
  files: v.number(),
  total: v.number(),
  bytes: v.number(),
})
export type Readiness = v.InferOutput<typeof Readiness>
