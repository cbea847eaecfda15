// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createObservable } from '#offline/observable.ts'
import type { PictureArrival } from '#offline/picture-arrival.ts'
import { ServicesProvider } from '#platform/services-context.tsx'
import type { SpeedState } from '#platform/speed.ts'
import { maySendSpeed } from '#platform/speed-choice.ts'
import { renderApp } from '../../render-app.tsx'
import { SpeedChoice } from './speed-choice.tsx'
import { SpeedFigures } from './speed-figures.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  Reflect.deleteProperty(navigator, 'globalPrivacyControl')
})

const shownFor = (name: RegExp) => screen.getByText(name).closest('div')?.querySelector('dd')?.textContent
const checkbox = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Send speed figures' })

describe('the figures of this visit', () => {
  it('stand in the settings, live, with the source of every picture', async () => {
    const { services, close } = await renderApp('/settings')
    expect(await screen.findByRole('heading', { name: 'For the curious' })).toBeTruthy()
    close()
    const speed = createObservable<SpeedState>({ vitals: [], pictures: [], totals: {} })
    render(
      <ServicesProvider services={{ ...services, speed }}>
        <SpeedFigures />
      </ServicesProvider>,
    )
    expect([shownFor(/Largest/), screen.queryByRole('table', { hidden: true })]).toEqual(['Nothing yet', null])
    const pictures: readonly PictureArrival[] = [
      { source: 'edge', bytes: 20_400, ms: 31.4, width: 1024 },
      { source: 'device', bytes: 3000, ms: 2, width: undefined },
    ]
    const vitals = [
      { name: 'LCP', value: 1234.5, rating: 'good' },
      { name: 'CLS', value: 0.1234, rating: 'needs-improvement' },
    ] as const
    const totals = { edge: { pictures: 1, bytes: 20_400 }, device: { pictures: 1, bytes: 3000 } }
    act(() => speed.set({ vitals, pictures, totals }))
    expect(shownFor(/Largest/)).toBe('1,235 ms, good')
    expect(shownFor(/Layout shift/)).toBe('0.123, could be better')
    expect(shownFor(/Slowest/)).toBe('Nothing yet')
    const rows = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true })
    expect(rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['1,024 px', 'Network edge', '20 KB', '31 ms'],
      ['Original', 'This device', '3 KB', '2 ms'],
    ])
    expect(screen.getAllByText(/^(Nothing|\d pictures?, .*)$/).map((total) => total.textContent)).toEqual([
      '1 picture, 3 KB',
      'Nothing',
      '1 picture, 20 KB',
      'Nothing',
    ])
  })
})

describe('sending them', () => {
  it('is on until it is switched off, for good', async () => {
    render(<SpeedChoice />)
    expect([checkbox().checked, maySendSpeed()]).toEqual([true, true])
    await userEvent.click(checkbox())
    expect([checkbox().checked, maySendSpeed()]).toEqual([false, false])
    cleanup()
    render(<SpeedChoice />)
    expect(checkbox().checked).toBe(false)
    await userEvent.click(checkbox())
    expect([checkbox().checked, maySendSpeed()]).toEqual([true, true])
  })

  it('is off for who has told the browser that nothing is to be given on, until it is switched on', async () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true })
    render(<SpeedChoice />)
    expect(checkbox().checked).toBe(false)
    await userEvent.click(checkbox())
    expect(maySendSpeed()).toBe(true)
  })

  it('is off where a choice cannot be kept, and stays so', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('Access is denied.', 'SecurityError')
    })
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Access is denied.', 'SecurityError')
    })
    render(<SpeedChoice />)
    expect(checkbox().checked).toBe(false)
    await userEvent.click(checkbox())
    expect([checkbox().checked, screen.getByRole('alert').textContent]).toEqual([
      false,
      'This browser keeps nothing for the app, so nothing is sent.',
    ])
  })
})
