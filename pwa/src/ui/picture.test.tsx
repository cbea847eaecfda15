// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Picture } from './picture.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const image = {
  ...{ url: '/images/j/m/1024', originalUrl: '/images/j/m/original', width: 4, height: 3 },
  thumbhash: '3OcRJYB4d3h/iIeHeEh3eIhw+j2w',
}

/** Neither the variants nor the original can be had. */
function loseBoth(): void {
  fireEvent.error(screen.getByRole('img'))
  expect(screen.getByRole('img').getAttribute('src')).toBe(image.originalUrl)
  fireEvent.error(screen.getByRole('img'))
}

/** A picture whose addresses all fail. */
function renderLost(isOnline: boolean) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  const { container } = render(<Picture image={image} alt="a fox" sizes="100px" />)
  loseBoth()
  return { frame: container.firstElementChild as HTMLElement } // the box around the picture
}

describe('a picture that cannot be shown', () => {
  it('is not on this device where there is no network: its placeholder stays, and nothing is to be pressed', () => {
    const { frame } = renderLost(false)
    expect(screen.getByText('Not on this device')).toBeTruthy()
    expect(frame.style.backgroundImage).toMatch(/^url\("data:image\/png/)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('comes by itself when the network is back', () => {
    renderLost(false)
    fireEvent(window, new Event('online'))
    expect(screen.queryByText('Not on this device')).toBeNull()
    expect(screen.getByRole('img').getAttribute('src')).toBe(image.url)
    fireEvent.load(screen.getByRole('img'))
    expect(screen.getByRole('img').getAttribute('data-state')).toBe('shown')
  })

  it('is tried again quietly where the network is not quite back, and then has failed', () => {
    vi.useFakeTimers()
    renderLost(false)
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
    fireEvent(window, new Event('online'))
    for (let time = 0; time < 3; time += 1) {
      loseBoth()
      expect(screen.getByText('Not on this device')).toBeTruthy()
      act(() => void vi.advanceTimersByTime(2000))
      expect(screen.queryByText('Not on this device')).toBeNull()
    }
    loseBoth()
    expect(screen.getByText('This picture could not be loaded.')).toBeTruthy()
    vi.useRealTimers()
  })

  it('has failed where there is a network, and can be tried again', () => {
    renderLost(true)
    expect(screen.getByText('This picture could not be loaded.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(screen.queryByText('This picture could not be loaded.')).toBeNull()
  })
})
