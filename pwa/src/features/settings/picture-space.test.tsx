// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setPins } from '#offline/picture-pins.ts'
import { changePictures } from '#offline/picture-transaction.ts'
import { createFakeServer } from '../../fake-server.ts'
import { createManualPictures, jobOf, pathOf } from '../../manual-pictures.ts'
import { settle } from '../../manual-timing.ts'
import { renderApp } from '../../render-app.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const MEGABYTE = 1_000_000
const slider = () => screen.findByRole('slider', { name: 'Space for pictures' })

/** The settings of a device with three large pictures of 30 MB. */
async function openSettings(prepare?: (device: ReturnType<typeof createManualPictures>) => Promise<unknown>) {
  const device = createManualPictures()
  await prepare?.(device)
  for (const job of [1, 2, 3]) await device.keep(pathOf(job, 1024), 30 * MEGABYTE)
  const app = await renderApp('/settings', createFakeServer(), device.caches)
  await waitFor(() => expect(document.querySelector('[data-counting="false"]')).not.toBeNull())
  return { ...app, device }
}

async function choose(place: number): Promise<void> {
  const input = await slider()
  fireEvent.change(input, { target: { value: String(place) } })
  await act(settle)
}

describe('the space for pictures', () => {
  it('is told with what of it is used, and by kind', async () => {
    await openSettings()
    expect(screen.getByText('90 MB of 250 MB for pictures')).toBeTruthy()
    expect(screen.getByText('Large pictures (3)').nextElementSibling?.textContent).toBe('90 MB')
    expect((await slider()).getAttribute('aria-valuetext')).toBe('250 MB')
  })

  it('is changed when the slider is let go of, not before, and what is above it goes', async () => {
    const { device } = await openSettings()
    await choose(0)
    expect(screen.getByText('90 MB of 50 MB for pictures')).toBeTruthy()
    expect(await device.kept()).toHaveLength(3)
    fireEvent.pointerUp(await slider())
    await screen.findByText('30 MB of 50 MB for pictures')
    expect(await device.kept()).toEqual([pathOf(3, 1024)])
    await choose(5)
    fireEvent.keyUp(await slider(), { key: 'ArrowRight' })
    await screen.findByText('30 MB of 2 GB for pictures')
  })

  it('is free after all pictures were removed', async () => {
    const { user, services } = await openSettings()
    await user.click(screen.getByRole('button', { name: 'Remove cached pictures' }))
    await screen.findByText('Nothing of 250 MB for pictures')
    expect(services.statusLine.get()).toBe('The pictures were removed from this device.')
    expect(screen.getByRole('button', { name: 'Remove cached pictures' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('tells what stays, and warns where it leaves no room for others', async () => {
    await openSettings((device) => setPins(device.database, 'favourite', [1, 2, 3].map(jobOf)))
    expect(screen.getByText(/^90 MB of them stay: favourites,/)).toBeTruthy()
    expect(screen.queryByText(/^They fill most of the space\./)).toBeNull()
    await choose(1)
    fireEvent.pointerUp(await slider())
    await screen.findByText(/^They fill most of the space\./)
  })

  it('tells where the device has less of it, or none', async () => {
    const soft = { bytes: 120 * MEGABYTE, until: Number.MAX_SAFE_INTEGER }
    const budget = { chosen: 250 * MEGABYTE, soft }
    const { device } = await openSettings(({ database }) =>
      changePictures(database, (books) => books.putFact('budget', budget)),
    )
    expect(screen.getByText('This device has room for 120 MB only. More is tried again tomorrow.')).toBeTruthy()
    cleanup()
    await changePictures(device.database, (books) => books.putFact('budget', { ...budget, isFull: true }))
    await renderApp('/settings', createFakeServer(), device.caches)
    expect(await screen.findByText('Storage is full. New pictures are shown, and not kept.')).toBeTruthy()
  })
})
