import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createPictureWork } from './picture-work.ts'

/** A piece of work that ends when told to, and notes when it began. */
function piece(name: string, begun: string[]) {
  const { promise, resolve } = Promise.withResolvers<string>()
  return {
    run: () => {
      begun.push(name)
      return promise
    },
    end: () => resolve(name),
  }
}

describe('the work on pictures', () => {
  it('has so many urgent pieces under way at once, and takes them in order', async () => {
    const work = createPictureWork({ lanes: 2 })
    const begun: string[] = []
    const pieces = ['a', 'b', 'c'].map((name) => piece(name, begun))
    const done = pieces.map((each) => work.urgent(each.run))
    await sleep(1)
    expect(begun).toEqual(['a', 'b'])
    pieces[1]?.end()
    await done[1]
    await sleep(1)
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const each of pieces) each.end()
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c'])
  })

  it('begins a patient piece only when nobody waits, one at a time', async () => {
    const work = createPictureWork({ lanes: 1 })
    const begun: string[] = []
    const [urgent, slow, slower] = [piece('urgent', begun), piece('slow', begun), piece('slower', begun)]
    const first = work.urgent(urgent.run)
    const second = work.patient(slow.run)
    const third = work.patient(slower.run)
    await sleep(1)
    expect(begun).toEqual(['urgent'])
    urgent.end()
    await first
    await sleep(1)
    expect(begun).toEqual(['urgent', 'slow'])
    slow.end()
    slower.end()
    expect(await Promise.all([second, third])).toEqual(['slow', 'slower'])
  })

  it('lets a patient piece begin after a while all the same', async () => {
    const work = createPictureWork({ lanes: 1, patienceMs: 5 })
    const begun: string[] = []
    const [urgent, slow] = [piece('urgent', begun), piece('slow', begun)]
    const first = work.urgent(urgent.run)
    const second = work.patient(slow.run)
    slow.end()
    expect(await second).toBe('slow')
    urgent.end()
    await first
  })

  it('goes on after a piece that failed', async () => {
    const work = createPictureWork({ lanes: 1 })
    const fail = () => Promise.reject(new Error('broken'))
    await expect(work.urgent(fail)).rejects.toThrow('broken')
    await expect(work.patient(fail)).rejects.toThrow('broken')
    expect(await work.urgent(async () => 'urgent')).toBe('urgent')
    expect(await work.patient(async () => 'patient')).toBe('patient')
  })
})
