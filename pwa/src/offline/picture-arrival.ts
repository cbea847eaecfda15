import { parsePictureAddress } from './picture-address.ts'

/** Marks what stands on this device, in the header by which servers say how they came to an answer. */
export const KEPT_HERE = 'device'

/** `device`: the service worker had it. `browser`: the browser's own cache had it. `edge`: the CDN had it. */
export const PICTURE_SOURCES = ['device', 'browser', 'edge', 'network'] as const
export type PictureSource = (typeof PICTURE_SOURCES)[number]

/** One picture that came to a page. */
export interface PictureArrival {
  readonly source: PictureSource
  /** Of the picture, wherever it came from. */
  readonly bytes: number
  readonly ms: number
  /** Undefined: the original. */
  readonly width: number | undefined
}

/** What a browser tells of a request, as far as it is needed here. */
export type TimedRequest = Pick<
  PerformanceResourceTiming,
  'name' | 'duration' | 'encodedBodySize' | 'transferSize' | 'workerStart'
> & {
  readonly serverTiming?: readonly Pick<PerformanceServerTiming, 'name'>[] | undefined
  /** `cache`: the browser's own; `cache-storage`: one of ours. Not told everywhere. */
  readonly deliveryType?: string | undefined
}

/** Where a picture came from; undefined for what is none, and for what did not come. */
export function arrivalOf(request: TimedRequest): PictureArrival | undefined {
  const address = parsePictureAddress(new URL(request.name).pathname)
  if (address === undefined || request.encodedBodySize === 0) return undefined
  const { encodedBodySize, duration } = request
  return { source: sourceOf(request), bytes: encodedBodySize, ms: duration, width: address.width }
}

function sourceOf({ serverTiming = [], deliveryType, transferSize, workerStart }: TimedRequest): PictureSource {
  const names = serverTiming.map(({ name }) => name)
  // Chromium says it by itself.
  if (deliveryType === 'cache-storage' || names.includes(KEPT_HERE)) return 'device'
  // A cache keeps the headers of an answer too, so they tell of the first time. Of what comes through the service worker
  // Chromium always says that nothing was transferred.
  if (workerStart === 0 && (deliveryType === 'cache' || transferSize === 0)) return 'browser'
  return names.includes('cdn-cache-hit') || names.includes('cdn-cache-refresh') ? 'edge' : 'network'
}
