import { expect, it } from 'vitest'
import { placeOf } from './addresses.ts'
import { firstScreenOf } from './first-screen.ts'

const ID = '0192d3a4-5b6c-7d8e-9f01-23456789abcd'

it.each([
  ...['/', '/gallery', '/outbox', '/settings', `/j/${ID}`, `/g/${ID}`, '/j/no-id', '/g/no-id'],
  ...[
    '/j',
    '/j/',
    '/g',
    '/g/',
    `/j/${ID}/`,
    `/g/${ID}/more`,
    '/gallery/',
    '/gallery/more',
    '/nowhere',
    '//',
    '/Outbox',
  ],
])('names the screen of %s as the router does', (path) => {
  const { screen } = placeOf(path)
  const expected = screen === 'job' ? 'create' : screen === 'nowhere' ? undefined : screen
  expect(firstScreenOf(path)).toBe(expected)
})
