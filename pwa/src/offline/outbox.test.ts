import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createManualAttention } from '../manual-attention.ts'
import { createManualOutbox, idOf, unreachable } from '../manual-outbox.ts'
import { createManualTiming, settle } from '../manual-timing.ts'
import { createMemoryCaches } from '../memory-caches.ts'
import { createObservable } from './observable.ts'
import { createOutbox } from './outbox.ts'
import { createOutboxMirror } from './outbox-mirror.ts'
import { UNREAD_OUTBOX } from './outbox-state.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

let minted = 700
function mintId(): string {
  minted += 1
  return idOf(minted)
}

/** A page over the manual outbox's store and server. */
function openPage(manual = createManualOutbox(), caches: Pick<CacheStorage, 'open'> = createMemoryCaches()) {
  const timing = createManualTiming()
  const attention = createManualAttention()
  const jobs: string[] = []
  const troubles: unknown[] = []
  const told = { times: 0 }
  let hear: (news: 'changed' | 'look') => void = () => undefined
  const mirror = { ...createOutboxMirror(caches) }
  const store = { ...manual.store }
  const outbox = createOutbox({
    ...{
      ...manual.tools,
      store,
      mirror: { ...mirror, put: (prompt) => mirror.put(prompt), list: () => mirror.list() },
    },
    ...{ timing, attention, mintId, state: createObservable(UNREAD_OUTBOX) },
    news: {
      tell: () => {
        told.times += 1
      },
      onNews: (callback) => {
        hear = callback
      },
    },
    onSent: ({ id }, job) => job !== undefined && jobs.push(id),
    onTrouble: (error) => troubles.push(error),
  })
  const write = (number: number) => {
    const about = { prompt: `prompt ${number}`, models: [] }
    return outbox.submit({ id: idOf(number), correlationId: idOf(900), about, body: `{"prompt":"prompt ${number}"}` })
  }
  const states = () => outbox.state.get().records.map(({ state }) => state)
  return {
    ...{ manual, store, outbox, mirror, timing, attention, jobs, troubles, told, write, states },
    hear: (news: 'changed' | 'look') => hear(news),
  }
}

describe('the outbox of a page', () => {
  it('keeps and sends a prompt whose copy is never made', async () => {
    const page = openPage()
    await page.outbox.start()
    page.mirror.put = () => new Promise(() => undefined)
    const saved = page.write(1)
    await until(() => page.timing.waits().includes(2000))
    await page.timing.advance(2000)
    expect((await saved).id).toBe(idOf(1))
    await until(() => page.jobs.includes(idOf(1)))
    expect(page.troubles).toMatchObject([{ name: 'TimeoutError' }])
  })

  it('begins to send where the copy of an earlier visit cannot be read', async () => {
    const page = openPage()
    page.mirror.list = () => new Promise(() => undefined)
    await page.write(1)
    const started = page.outbox.start()
    await until(() => page.timing.waits().includes(2000))
    await page.timing.advance(2000)
    await started
    await until(() => page.jobs.includes(idOf(1)))
  })

  it('sends at once what is submitted, and hands the job on', async () => {
    const { outbox, write, jobs, states, told } = openPage()
    await outbox.start()
    expect((await write(1)).state).toBe('queued')
    await until(() => jobs.length > 0 && states().length === 0)
    expect(jobs).toEqual([idOf(1)])
    expect(told.times).toBeGreaterThan(0)
  })

  it('sends at its start what an earlier visit has left', async () => {
    const manual = createManualOutbox()
    await manual.write(1)
    const { outbox, jobs } = openPage(manual)
    await outbox.start()
    await until(() => jobs.length > 0)
    expect(jobs).toEqual([idOf(1)])
  })

  it.each<[string, (page: ReturnType<typeof openPage>) => unknown]>([
    ['the time of the next try', ({ timing }) => timing.advance(60_000)],
    ['a page that is seen again, or a network that is back', ({ attention }) => attention.wake()],
    ['word from the service worker', ({ hear }) => hear('look')],
    ['a press of Try now', ({ outbox }) => outbox.tryNow(idOf(1))],
    [
      'another prompt that is submitted later',
      async ({ timing, write }) => {
        await timing.advance(60_000)
        await write(2)
      },
    ],
  ])('looks again by %s', async (_reason, happen) => {
    const page = openPage()
    page.manual.replies.set(idOf(1), (attempt) => (attempt === 1 ? unreachable : page.manual.accept(1)))
    await page.outbox.start()
    await page.write(1)
    await until(() => page.timing.waits().length > 0)
    expect(page.states()).toEqual(['queued'])
    expect(page.outbox.state.get().queue.pause?.cause).toBe('network')
    await happen(page)
    await until(() => page.jobs.includes(idOf(1)))
  })

  it('reads the device a few times, not for each prompt that is sent', async () => {
    const manual = createManualOutbox()
    for (let number = 1; number <= 50; number += 1) await manual.write(number)
    let reads = 0
    const page = openPage(manual)
    const { readOpen } = manual.store
    page.store.readOpen = () => {
      reads += 1
      return readOpen()
    }
    await page.outbox.start()
    expect(page.states()).toHaveLength(50)
    await until(() => page.jobs.length === 50 && page.states().length === 0)
    expect(reads).toBeLessThan(5)
  })

  it('sets no timer while nobody looks', async () => {
    const page = openPage()
    page.attention.isShown = false
    page.manual.replies.set(idOf(1), () => unreachable)
    await page.outbox.start()
    await page.write(1)
    await until(() => page.outbox.state.get().queue.pause !== undefined)
    await settle()
    expect(page.timing.waits()).toEqual([])
  })

  it('shows what another tab has changed', async () => {
    const manual = createManualOutbox()
    const { outbox, states, hear } = openPage(manual)
    await outbox.start()
    await manual.changes.setPaused(true)
    await manual.write(1)
    hear('changed')
    await until(() => states().length > 0)
    expect(states()).toEqual(['queued'])
    expect(outbox.state.get().queue.isPaused).toBe(true)
  })

  describe('beside a copy of what is not sent', () => {
    const held = () => {
      const manual = createManualOutbox()
      for (const number of [1, 2]) manual.replies.set(idOf(number), () => unreachable)
      return manual
    }

    it('brings back every unsent prompt, in order, after the browser has emptied the database, and says so', async () => {
      const caches = createMemoryCaches()
      const before = openPage(held(), caches)
      expect(await before.outbox.start()).toEqual({ prompts: 0, isDataLost: false })
      await before.write(1)
      await before.write(2)
      await settle()
      globalThis.indexedDB = new IDBFactory()
      const after = openPage(createManualOutbox(), caches)
      expect(await after.outbox.start()).toEqual({ prompts: 2, isDataLost: true })
      await until(() => after.jobs.length === 2 && after.states().length === 0)
      expect(after.jobs).toEqual([idOf(1), idOf(2)])
      expect(await openPage(createManualOutbox(), caches).outbox.start()).toEqual({ prompts: 0, isDataLost: false })
    })

    it('revives nothing that was sent or taken back', async () => {
      const caches = createMemoryCaches()
      const before = openPage(held(), caches)
      await before.outbox.start()
      for (const number of [1, 2, 3]) await before.write(number)
      await before.outbox.cancel(idOf(1))
      const renewed = await before.outbox.edit(idOf(2), 'two hens')
      before.manual.replies.clear()
      await before.attention.wake()
      await until(() => before.jobs.includes(idOf(3)) && before.states().length === 0)
      globalThis.indexedDB = new IDBFactory()
      const after = openPage(createManualOutbox(), caches)
      await after.outbox.start()
      await settle()
      expect(after.jobs.filter((id) => id !== renewed?.id)).toEqual([])
    })

    it('revives nothing that was taken back before it was ever sent', async () => {
      const caches = createMemoryCaches()
      const before = openPage(createManualOutbox(), caches)
      await before.outbox.start()
      await before.outbox.setPaused(true)
      await before.write(1)
      await before.outbox.cancel(idOf(1))
      globalThis.indexedDB = new IDBFactory()
      expect(await openPage(createManualOutbox(), caches).outbox.start()).toEqual({ prompts: 0, isDataLost: true })
    })

    it('makes the copy that is missing of what waits', async () => {
      const caches = createMemoryCaches()
      const manual = held()
      await manual.write(1)
      await openPage(manual, caches).outbox.start()
      expect((await createOutboxMirror(caches).list()).map(({ id }) => id)).toEqual([idOf(1)])
    })

    it('never overwrites what a newer version of the app has written', async () => {
      const manual = held()
      const caches = createMemoryCaches()
      const page = openPage(manual, caches)
      await page.outbox.start()
      await page.write(1)
      await until(() => page.timing.waits().length > 0)
      const newer = { id: idOf(1), schemaV: 99, state: 'queued', nextAttemptAt: 0, seq: 1 }
      await manual.database.run((handle) => handle.put('prompts', newer))
      await openPage(createManualOutbox(), caches).outbox.start()
      expect(await manual.database.run((handle) => handle.get('prompts', idOf(1)))).toEqual(newer)
    })

    it('starts also where the device has no place for a copy, and reports it', async () => {
      const manual = createManualOutbox()
      await manual.write(1)
      const page = openPage(manual, { open: () => Promise.reject(new DOMException('not here', 'SecurityError')) })
      expect(await page.outbox.start()).toEqual({ prompts: 0, isDataLost: false })
      await until(() => page.jobs.length === 1)
      expect(page.troubles.length).toBeGreaterThan(0)
    })

    it('takes a prompt also where no copy can be made, and reports it', async () => {
      const caches = { open: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }
      const page = openPage()
      await page.outbox.start()
      page.mirror.put = createOutboxMirror(caches).put
      expect((await page.write(1)).state).toBe('queued')
      expect(page.troubles).toHaveLength(1)
    })
  })

  it('tells of a device that keeps nothing, and never calls such a prompt saved', async () => {
    indexedDB.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
    const { outbox, write, states } = openPage()
    await expect(outbox.start()).rejects.toThrow('not here')
    await expect(write(1)).rejects.toThrow('not here')
    expect(states()).toEqual([])
  })
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await settle()
}
