import { expect, it } from 'vitest'
import { arrivalOf, type TimedRequest } from './picture-arrival.ts'

const JOB = '0192d3a4-5b6c-7d8e-9f01-23456789abcd'
const request = (change: Partial<TimedRequest> = {}): TimedRequest => ({
  ...{ name: `https://pictures.example/images/${JOB}/sketch-poster/320`, duration: 12.5, encodedBodySize: 2000 },
  ...{ transferSize: 2300, workerStart: 0, deliveryType: '', serverTiming: [] },
  ...change,
})
const named = (...names: string[]) => ({ serverTiming: names.map((name) => ({ name })) })

it.each<[string, Partial<TimedRequest>, string]>([
  ['what the worker had', { workerStart: 3, transferSize: 0, ...named('device') }, 'device'],
  ['what the worker had before it was marked', { workerStart: 3, deliveryType: 'cache-storage' }, 'device'],
  ['what the browser had', { transferSize: 0, deliveryType: 'cache', ...named('cdn-cache-miss') }, 'browser'],
  ['what a browser had that does not say so', { transferSize: 0, deliveryType: undefined }, 'browser'],
  ['what the CDN had', named('cdn-upstream-layer', 'cdn-cache-hit', 'cdn-pop'), 'edge'],
  ['what the CDN had and asked about', named('cdn-cache-refresh'), 'edge'],
  ['what the CDN had, through the worker', { workerStart: 3, transferSize: 0, ...named('cdn-cache-hit') }, 'edge'],
  ['what the CDN had not', named('cdn-cache-miss'), 'network'],
  ['what came through the worker', { workerStart: 3, transferSize: 0, deliveryType: 'cache' }, 'network'],
  ['what came from the local stack', named('no-cdn'), 'network'],
  ['what came with no word about it', { serverTiming: undefined }, 'network'],
])('tells where a picture came from: %s', (_what, change, source) => {
  expect(arrivalOf(request(change))).toEqual({ source, bytes: 2000, ms: 12.5, width: 320 })
})

it.each([
  ['a file of the app', { name: 'https://pictures.example/assets/first.js' }],
  ['a picture of another shape', { name: `https://pictures.example/images/${JOB}` }],
  ['a picture that did not come', { encodedBodySize: 0 }],
])('tells nothing of %s', (_what, change) => {
  expect(arrivalOf(request(change))).toBeUndefined()
})

it('names originals by having no width', () => {
  const name = `https://pictures.example/images/${JOB}/sketch-poster/original`
  expect(arrivalOf(request({ name }))).toMatchObject({ width: undefined })
})
