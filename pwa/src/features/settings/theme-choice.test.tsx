// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ThemeChoice } from './theme-choice.tsx'

beforeAll(async () => {
  document.head.innerHTML = `
    <meta name="theme-color" content="" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="" media="(prefers-color-scheme: dark)" />`
  await import('#platform/first-paint.ts')
})
beforeEach(() => {
  localStorage.clear()
  dispatchEvent(new StorageEvent('storage', { key: null }))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name })
const painted = () => document.documentElement.dataset.theme
const colors = () => [...document.querySelectorAll('meta')].map((meta) => meta.content)

describe('the theme', () => {
  it('is what the system says, until somebody chooses', async () => {
    render(<ThemeChoice />)
    expect(radio('System').checked).toBe(true)
    expect([painted(), ...colors()]).toEqual(['system', '#fafafa', '#121416'])
    await userEvent.click(radio('Dark'))
    expect([radio('Dark').checked, localStorage.getItem('theme')]).toEqual([true, 'dark'])
    expect([painted(), ...colors()]).toEqual(['dark', '#121416', '#121416'])
    await userEvent.click(radio('Light'))
    expect([painted(), ...colors()]).toEqual(['light', '#fafafa', '#fafafa'])
    await userEvent.click(radio('System'))
    expect([painted(), ...colors()]).toEqual(['system', '#fafafa', '#121416'])
  })

  it('follows what another tab has chosen, and lost', () => {
    render(<ThemeChoice />)
    act(() => void dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue: 'dark' })))
    expect([radio('Dark').checked, painted()]).toEqual([true, 'dark'])
    act(() => void dispatchEvent(new StorageEvent('storage', { key: 'other', newValue: 'light' })))
    expect(painted()).toBe('dark')
    act(() => void dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue: 'purple' })))
    expect([radio('System').checked, painted()]).toEqual([true, 'system'])
    act(() => void dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue: 'light' })))
    act(() => void dispatchEvent(new StorageEvent('storage', { key: null })))
    expect(painted()).toBe('system')
  })

  it('is what was chosen meanwhile, in a page that comes back whole', () => {
    localStorage.setItem('theme', 'dark')
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(painted()).toBe('dark')
  })

  it('holds until the page is closed where nothing is kept, and says so', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Access is denied.', 'SecurityError')
    })
    render(<ThemeChoice />)
    await userEvent.click(radio('Dark'))
    expect([radio('Dark').checked, painted()]).toEqual([true, 'dark'])
    expect(screen.getByRole('alert').textContent).toMatch(/until the page is closed/)
  })
})
