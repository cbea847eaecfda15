// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { loadScreen } from './load-screen.ts'

afterEach(cleanup)

const Loaded = () => <p>the screen</p>

async function show(Part: ReturnType<typeof loadScreen<object>>) {
  render(
    <Suspense fallback={<p>its heading</p>}>
      <Part />
    </Suspense>,
  )
  const first = document.body.textContent
  await act(async () => undefined)
  return [first, document.body.textContent]
}

describe('a screen that is loaded when it is shown', () => {
  it('has another in its place until it is there', async () => {
    expect(await show(loadScreen(async () => Loaded))).toEqual(['its heading', 'the screen'])
  })

  it('stands at once where it was prepared', async () => {
    let loads = 0
    const Part = loadScreen<object>(async () => {
      loads += 1
      return Loaded
    })
    await Part.prepare()
    expect(await show(Part)).toEqual(['the screen', 'the screen'])
    expect(loads).toBe(1)
  })

  it('is loaded when it is shown where preparing it went wrong', async () => {
    let loads = 0
    const Part = loadScreen<object>(async () => {
      loads += 1
      if (loads <= 2) throw new TypeError('Failed to fetch dynamically imported module')
      return Loaded
    })
    await Part.prepare()
    expect(screen.queryByText('the screen')).toBeNull()
    expect(await show(Part)).toEqual(['its heading', 'the screen'])
    expect(loads).toBe(3)
  })
})
