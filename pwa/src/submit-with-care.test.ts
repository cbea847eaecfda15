import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setPins } from '#offline/picture-pins.ts'
import { createSettingsStore } from '#offline/settings-store.ts'
import type { SubmitOutcome } from '#offline/submit-prompt.ts'
import { createDeviceStorage } from '#platform/device-storage.ts'
import { createManualPictures, jobOf, pathOf } from './manual-pictures.ts'
import { createManualTiming } from './manual-timing.ts'
import { submitWithCare } from './submit-with-care.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

afterEach(() => {
  vi.restoreAllMocks()
})

const MEGABYTE = 1_000_000
const FULL: SubmitOutcome = { kind: 'failed', error: new DOMException('', 'QuotaExceededError') }

/** A device with four pictures of 6 MB, the first of them pinned, that has room for a prompt below so many bytes. */
async function openDevice(roomBelow: number, refusal = FULL) {
  const device = createManualPictures()
  await setPins(device.database, 'favourite', [jobOf(1)])
  for (const job of [1, 2, 3, 4]) await device.keep(pathOf(job, 1024), 6 * MEGABYTE)
  const sentences: string[] = []
  const troubles: unknown[] = []
  let tries = 0
  const submit = submitWithCare(
    async () => {
      tries += 1
      // Any outcome will do that is none for want of room.
      return (await device.weighCaches()) < roomBelow ? { kind: 'repeated' } : refusal
    },
    {
      ...device.tools,
      timing: createManualTiming(),
      settings: createSettingsStore(device.database),
      deviceStorage: createDeviceStorage(undefined),
      requestWakeUp: async () => undefined,
      announce: (sentence) => sentences.push(sentence),
      onTrouble: (error) => troubles.push(error),
    },
  )
  const { kind } = await submit({ text: 'a fox', options: {} })
  return { ...device, kind, tries, sentences, troubles }
}

describe('a prompt on a full device', () => {
  it('takes no more pictures than it needs: the oldest that nobody has pinned', async () => {
    const { kind, kept, sentences } = await openDevice(20 * MEGABYTE)
    expect(kind).toBe('repeated')
    expect(await kept()).toEqual([pathOf(1, 1024), pathOf(4, 1024)])
    expect(sentences).toEqual(['Storage is full. Removed 2 cached images to make room. Your prompts are safe.'])
  })

  it('takes all that nobody has pinned before any other', async () => {
    const { kind, kept } = await openDevice(7 * MEGABYTE)
    expect(kind).toBe('repeated')
    expect(await kept()).toEqual([pathOf(1, 1024)])
  })

  it('takes every picture at last', async () => {
    const { kind, kept, sentences, tries } = await openDevice(1)
    expect(kind).toBe('repeated')
    expect(await kept()).toEqual([])
    expect(sentences).toEqual(['Storage is full. Removed 4 cached images to make room. Your prompts are safe.'])
    expect(tries).toBe(4)
  })

  it('finds its room also where the ledger can no longer be written', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError')
    })
    const { kind, kept, troubles } = await openDevice(7 * MEGABYTE)
    expect(kind).toBe('repeated')
    expect(await kept()).toEqual([pathOf(1, 1024)])
    expect(troubles).toEqual([])
  })

  it('is not saved where even that is not enough, and nothing is told but what is true', async () => {
    const { kind, sentences } = await openDevice(0)
    expect(kind).toBe('failed')
    expect(sentences).toEqual(['Storage is full. Removed 4 cached images to make room. Your prompts are safe.'])
  })

  it('takes no picture where something else was wrong', async () => {
    const { kind, kept, tries } = await openDevice(0, { kind: 'failed', error: new Error('no database') })
    expect(kind).toBe('failed')
    expect(await kept()).toHaveLength(4)
    expect(tries).toBe(1)
  })
})
