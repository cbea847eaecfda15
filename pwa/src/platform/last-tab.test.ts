// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { createLastTab } from './last-tab.ts'

afterEach(() => localStorage.clear())

it('the tab that was focused last is the last one, until it is left', () => {
  const [one, other] = [createLastTab('one'), createLastTab('other')]
  localStorage.setItem('pixel-prompt-last-tab', 'other')
  expect([one.isThis(), other.isThis()]).toEqual([false, true])
  dispatchEvent(new Event('pagehide'))
  // Nobody knows better: whoever has something to tell is heard.
  expect([one.isThis(), other.isThis()]).toEqual([true, true])
})
