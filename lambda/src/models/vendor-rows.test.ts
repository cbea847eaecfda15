import { expect, it } from 'vitest'
import { TIMING } from '../jobs/timing.ts'
import { SKETCH_ROWS } from './sketch-rows.ts'
import { VENDOR_ROWS } from './vendor-rows.ts'

/** For variants and writing; see produce-result.ts. */
const RESERVE_MS = 30_000
/** What a function of the worker may take, in AWS. */
const WORKER_MS = 240_000

it.each([...SKETCH_ROWS, ...VENDOR_ROWS])('a run of $id ends before its claim and its worker do', ({ timeoutMs }) => {
  expect(timeoutMs + RESERVE_MS).toBeLessThanOrEqual(WORKER_MS)
  expect(timeoutMs + RESERVE_MS).toBeLessThanOrEqual(TIMING.claimMs)
})

it('a model that lives has a price, and no two models have one name', () => {
  const live = VENDOR_ROWS.filter((row) => row.retiredOn === undefined)
  expect(live.filter((row) => row.price === undefined).map((row) => row.id)).toEqual([])
  const labels = [...SKETCH_ROWS, ...VENDOR_ROWS].map((row) => row.label)
  expect(new Set(labels).size).toBe(labels.length)
})
