import { describe, expect, it } from 'vitest'
import type { ClientLog } from '#contract/client-log.ts'
import { createObservable } from '#offline/observable.ts'
import type { TimedRequest } from '#offline/picture-arrival.ts'
import { createSpeed, type SpeedState } from './speed.ts'

const picture = (index: number, name: string): TimedRequest => ({
  ...{ name: `https://pictures.example/images/0192d3a4-5b6c-7d8e-9f01-23456789abcd/run-${index}/320`, duration: index },
  ...{ encodedBodySize: 100, transferSize: 400, workerStart: 0, deliveryType: '', serverTiming: [{ name }] },
})

function setUp({ chance = 0, maySend = true, isOnline = true } = {}) {
  const state = createObservable<SpeedState>({ vitals: [], pictures: [], totals: {} })
  const sent: ClientLog[] = []
  const device = { maySend, isOnline }
  const speed = createSpeed({
    ...{ state, mintId: () => 'id', random: () => chance, screen: 'gallery' },
    ...{ maySend: () => device.maySend, isOnline: () => device.isOnline },
    api: {
      log: async (entry) => {
        sent.push(entry)
        return { ok: true, value: { success: true } }
      },
    },
  })
  return { speed, state, sent, device }
}

const LCP = { name: 'LCP', value: 700, rating: 'good' } as const

describe('the speed of a visit', () => {
  it('is sent once, with the latest value of each vital and the name of the screen', () => {
    const { speed, state, sent } = setUp()
    speed.send()
    expect(sent).toEqual([])
    speed.noteVital({ name: 'CLS', value: 0, rating: 'good' })
    speed.noteVital({ ...LCP, value: 100 })
    speed.noteVital(LCP)
    speed.send()
    speed.noteVital({ ...LCP, value: 9000, rating: 'poor' })
    speed.send()
    const measured = [{ name: 'CLS', value: 0, rating: 'good' }, LCP]
    expect(sent).toEqual([{ level: 'INFO', message: 'vitals', vitals: { screen: 'gallery', measured } }])
    expect(state.get().vitals).toContainEqual({ ...LCP, value: 9000, rating: 'poor' })
  })

  it.each([
    ['was not drawn', { chance: 0.2 }],
    ['may not send', { maySend: false }],
    ['has no network', { isOnline: false }],
  ])('is not sent by a visit that %s', (_why, change) => {
    const { speed, sent } = setUp(change)
    speed.noteVital(LCP)
    speed.send()
    expect(sent).toEqual([])
  })

  it('is asked for the choice at the moment of sending', () => {
    const { speed, sent, device } = setUp()
    speed.noteVital(LCP)
    device.maySend = false
    speed.send()
    device.maySend = true
    speed.send()
    expect(sent).toHaveLength(1)
  })
})

it('lists the latest fifty pictures, and counts all of them by source', () => {
  const { speed, state } = setUp()
  const notOne = { ...picture(0, 'cdn-cache-hit'), name: 'https://pictures.example/favicon.svg' }
  speed.noteRequests([notOne])
  expect(state.get().pictures).toEqual([])
  for (let index = 1; index <= 60; index += 1)
    speed.noteRequests([picture(index, index > 40 ? 'device' : 'cdn-cache-hit')])
  const { pictures, totals } = state.get()
  expect(pictures).toHaveLength(50)
  expect(pictures.slice(0, 2).map(({ ms }) => ms)).toEqual([60, 59])
  expect(totals).toEqual({ edge: { pictures: 40, bytes: 4000 }, device: { pictures: 20, bytes: 2000 } })
})
