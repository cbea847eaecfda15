// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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
})
