// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadScreen } from '#platform/load-screen.ts'
import { ErrorBoundary } from './error-boundary.tsx'

beforeEach(() => {
  // React repeats on the console what the boundary has already caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('a part of the page that breaks', () => {
  it('says so with the id of its report, and comes back on "Try again"', async () => {
    let isBroken = true
    function Part() {
      if (isBroken) throw new Error('boom')
      return <p>whole again</p>
    }
    const reports: unknown[] = []
    const reportError = (report: unknown) => {
      reports.push(report)
      return 'id-7'
    }
    render(
      <>
        <p>the rest</p>
        <ErrorBoundary where="gallery" reportError={reportError}>
          <Part />
        </ErrorBoundary>
      </>,
    )
    expect(screen.getByText('This part of the page stopped working. Your prompts are safe.')).toBeTruthy()
    expect(screen.getByText('Error id: id-7')).toBeTruthy()
    expect(screen.getByText('the rest')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy()
    expect(reports).toMatchObject([{ where: 'gallery', error: { message: 'boom' } }])
    isBroken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByText('whole again')).toBeTruthy()
  })

  it.each([
    [true, 'This version of the app is too old to show this part.'],
    [false, 'This part of the app is not on this device yet. It needs a network.'],
  ])(
    'says of a screen that cannot be loaded, with a network: %s, why, and offers to reload',
    async (isOnLine, sentence) => {
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnLine)
      let loads = 0
      const Part = loadScreen<object>(async () => {
        loads += 1
        throw new TypeError('Failed to fetch dynamically imported module')
      })
      render(
        <ErrorBoundary where="gallery" reportError={() => 'id-8'}>
          <Suspense>
            <Part />
          </Suspense>
        </ErrorBoundary>,
      )
      expect(await screen.findByText(sentence)).toBeTruthy()
      expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy()
      expect(loads).toBe(2)
    },
  )

  it('shows a part that could not be loaded when the network is back', async () => {
    let isOnLine = false
    vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnLine)
    const Part = loadScreen<object>(async () => {
      if (!isOnLine) throw new TypeError('Failed to fetch dynamically imported module')
      return () => <p>here it is</p>
    })
    render(
      <ErrorBoundary where="results" reportError={() => 'id-9'}>
        <Suspense>
          <Part />
        </Suspense>
      </ErrorBoundary>,
    )
    await screen.findByText(/not on this device yet/)
    isOnLine = true
    window.dispatchEvent(new Event('online'))
    expect(await screen.findByText('here it is')).toBeTruthy()
  })
})
