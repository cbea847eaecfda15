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
  it('has so many pieces under way at once, and takes them in order', async () => {
    const work = createPictureWork({ lanes: 2 })
    const begun: string[] = []
    const pieces = ['a', 'b', 'c'].map((name) => piece(name, begun))
    const done = pieces.map((each) => work.draw(each.run))
    await sleep(1)
    expect(begun).toEqual(['a', 'b'])
    pieces[1]?.end()
    await done[1]
    await sleep(1)
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const each of pieces) each.end()
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c'])
  })

  it('makes a picture ready before it begins the next one', async () => {
    const work = createPictureWork({ lanes: 1 })
    const begun: string[] = []
    const [first, second, ready] = [piece('first', begun), piece('second', begun), piece('ready', begun)]
    const done = [work.draw(first.run), work.draw(second.run), work.finish(ready.run)]
    for (const each of [first, second, ready]) each.end()
    await Promise.all(done)
    expect(begun).toEqual(['first', 'ready', 'second'])
  })

  it('improves a picture only when nobody waits, one at a time', async () => {
    const work = createPictureWork({ lanes: 1 })
    const begun: string[] = []
    const [urgent, slow, slower] = [piece('urgent', begun), piece('slow', begun), piece('slower', begun)]
    const first = work.draw(urgent.run)
    const second = work.improve(slow.run)
    const third = work.improve(slower.run)
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

  it('improves a picture after a while all the same', async () => {
    const work = createPictureWork({ lanes: 1, patienceMs: 5 })
    const begun: string[] = []
    const [urgent, slow] = [piece('urgent', begun), piece('slow', begun)]
    const first = work.draw(urgent.run)
    const second = work.improve(slow.run)
    slow.end()
    expect(await second).toBe('slow')
    urgent.end()
    await first
  })

  it('goes on after a piece that failed', async () => {
    const work = createPictureWork({ lanes: 1 })
    const fail = () => Promise.reject(new Error('broken'))
    await expect(work.draw(fail)).rejects.toThrow('broken')
    await expect(work.improve(fail)).rejects.toThrow('broken')
    expect(await work.draw(async () => 'urgent')).toBe('urgent')
    expect(await work.improve(async () => 'patient')).toBe('patient')
  })
})
