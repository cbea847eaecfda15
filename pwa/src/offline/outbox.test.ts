import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createManualAttention } from '../manual-attention.ts'
import { createManualOutbox, idOf, unreachable } from '../manual-outbox.ts'
import { createManualTiming, settle } from '../manual-timing.ts'
import { createOutbox } from './outbox.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

/** A page over the manual outbox's store and server. */
function openPage(manual = createManualOutbox()) {
  const timing = createManualTiming()
  const attention = createManualAttention()
  const jobs: string[] = []
  const troubles: unknown[] = []
  const told = { times: 0 }
  let hear: () => void = () => undefined
  const outbox = createOutbox({
    ...manual.tools,
    ...{ timing, attention, mintId: () => idOf(700) },
    news: {
      tell: () => {
        told.times += 1
      },
      onNews: (callback) => {
        hear = callback
      },
    },
    onJob: ({ id }) => jobs.push(id),
    onTrouble: (error) => troubles.push(error),
  })
  const write = (number: number) => {
    const about = { prompt: `prompt ${number}`, models: [] }
    return outbox.submit({ id: idOf(number), correlationId: idOf(900), about, body: `{"prompt":"prompt ${number}"}` })
  }
  const states = () => outbox.state.get().records.map(({ state }) => state)
  return { ...{ manual, outbox, timing, attention, jobs, troubles, told, write, states }, hear: () => hear() }
}

describe('the outbox of a page', () => {
  it('sends at once what is submitted, and hands the job on', async () => {
    const { outbox, write, jobs, states, told } = openPage()
    await outbox.start()
    expect((await write(1)).state).toBe('queued')
    await settle()
    expect(jobs).toEqual([idOf(1)])
    expect(states()).toEqual([])
    expect(told.times).toBeGreaterThan(0)
  })

  it('sends at its start what an earlier visit has left', async () => {
    const manual = createManualOutbox()
    await manual.write(1)
    const { outbox, jobs } = openPage(manual)
    await outbox.start()
    expect(jobs).toEqual([idOf(1)])
  })

  it.each<[string, (page: ReturnType<typeof openPage>) => unknown]>([
    ['the time of the next try', ({ timing }) => timing.advance(60_000)],
    ['a page that is seen again, or a network that is back', ({ attention }) => attention.wake()],
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
    await settle()
    expect(page.states()).toEqual(['queued'])
    expect(page.outbox.state.get().queue.pause?.cause).toBe('network')
    await happen(page)
    await settle()
    expect(page.jobs).toContain(idOf(1))
  })

  it('sets no timer while nobody looks', async () => {
    const page = openPage()
    page.attention.isShown = false
    page.manual.replies.set(idOf(1), () => unreachable)
    await page.outbox.start()
    await page.write(1)
    await settle()
    expect(page.timing.waits()).toEqual([])
  })

  it('shows what another tab has changed', async () => {
    const manual = createManualOutbox()
    const { outbox, states, hear } = openPage(manual)
    await outbox.start()
    await manual.changes.setPaused(true)
    await manual.write(1)
    hear()
    await settle()
    expect(states()).toEqual(['queued'])
    expect(outbox.state.get().queue.isPaused).toBe(true)
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
