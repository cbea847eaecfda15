// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { ServicesProvider } from '#platform/services-context.tsx'
import { completedResult, createFakeServer } from '../../fake-server.ts'
import { settle } from '../../manual-timing.ts'
import { renderApp } from '../../render-app.tsx'
import { comparePicture } from './compare-picture-sample.ts'
import { ComparisonDialog } from './comparison-dialog.tsx'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(cleanup)

const fast = comparePicture({ modelId: 'stub:fast', modelLabel: 'Fast', durationMs: 1200 })
const slow = comparePicture({
  ...{ modelId: 'stub:slow', modelLabel: 'Slow', cost: { microUsd: 40_000, source: 'reported' } },
})
const poster = comparePicture({
  ...{ modelId: 'sketch:poster', modelLabel: 'Poster (sketch, not AI)', provider: 'sketch', isSketch: true },
})

const dialog = () => screen.getByRole('dialog', { name: 'Comparison' })
const items = () => within(dialog()).getAllByRole('listitem')
const names = () => items().map((item) => within(item).getByRole('heading').textContent?.replace(/^\d /, ''))
/** How large, and how far from the middle in hundredths of a frame. */
const view = () => {
  const { style } = within(dialog()).getByRole('list')
  return ['--zoom', '--x', '--y'].map((name) => Number(style.getPropertyValue(name)))
}
const button = (name: string, among: HTMLElement = dialog()) => within(among).getByRole('button', { name })

async function compare(pictures: readonly ComparePicture[]) {
  const app = await renderApp('/settings')
  let closed = 0
  await act(async () => {
    render(
      <ServicesProvider services={app.services}>
        <ComparisonDialog
          pictures={pictures}
          onClose={() => {
            closed += 1
          }}
        />
      </ServicesProvider>,
    )
    await settle()
  })
  for (const image of within(dialog()).getAllByRole('img')) fireEvent.load(image)
  return { ...app, closed: () => closed }
}

describe('the comparison', () => {
  it('is opened from the results once two pictures are there, and closes again', async () => {
    const server = createFakeServer()
    const { user, rest, advance } = await renderApp('/', server)
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a fox{Control>}{Enter}{/Control}')
    await rest()
    const jobId = [...server.jobs.keys()].at(-1) ?? ''
    const opener = await within(screen.getByRole('region', { name: 'Results' })).findByRole('button', {
      name: 'Compare',
      description: 'Choose 2 to 6 pictures.',
    })
    server.setResult(jobId, completedResult(jobId, 'stub:fast', 'Fast'))
    await advance(250)
    await user.click(opener)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('status').textContent).toBe('Choose 2 to 6 pictures.')
    server.setResult(jobId, completedResult(jobId, 'stub:slow', 'Slow'))
    await advance(250)
    expect(opener.getAttribute('aria-disabled')).toBe('false')
    await user.click(opener)
    await screen.findByRole('dialog', { name: 'Comparison' })
    expect(names()).toEqual(['Fast', 'Slow'])
    expect(within(dialog()).getByRole('img', { name: 'Slow: a fox' })).toBeTruthy()
    await user.click(button('Close'))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('tells of each picture its model, time and price, and of a sketch that it is none of AI', async () => {
    await compare([fast, slow, poster])
    expect(items().map((item) => item.textContent)).toEqual([
      '1 Fast1.2\u00A0s',
      '2 Slow$0.04',
      '3 Poster (sketch, not AI)',
    ])
    expect(dialog().textContent).toContain('a fox')
  })

  it('tells of pictures of different prompts which is whose', async () => {
    await compare([fast, { ...slow, prompt: 'a hen' }])
    expect(items().map((item) => item.textContent)).toEqual(['1 Fast1.2\u00A0s · a fox', '2 Slow$0.04 · a hen'])
  })

  it('has one view, which keys and buttons move without a new rendering of the frames', async () => {
    const { user } = await compare([fast, slow])
    expect(view()).toEqual([1, 0, 0])
    await user.keyboard('+')
    expect(view()[0]).toBe(1.5)
    await user.keyboard('{ArrowRight}{ArrowDown}')
    expect(view()).toEqual([1.5, -12, -12])
    await user.keyboard('{Control>}+{/Control}')
    expect(view()[0]).toBe(1.5)
    await user.click(button('Zoom out'))
    expect(view()).toEqual([1, 0, 0])
    for (let press = 0; press < 9; press += 1) await user.click(button('Zoom in'))
    expect(view()[0]).toBe(8)
    await user.click(button('Fit'))
    expect(view()).toEqual([1, 0, 0])
  })

  it('says how large it is once the view has come to rest', async () => {
    const { user, advance } = await compare([fast, slow])
    expect(button('Zoom out').getAttribute('aria-disabled')).toBe('true')
    await user.keyboard('++')
    await advance(150)
    expect(dialog().textContent).toContain('225 %')
    expect(button('Zoom out').getAttribute('aria-disabled')).toBe('false')
  })

  it('changes places by buttons, and the order of reading with them', async () => {
    const { user } = await compare([fast, slow, poster])
    const [first, , last] = items()
    expect(button('Move left', first).getAttribute('aria-disabled')).toBe('true')
    expect(button('Move right', last).getAttribute('aria-disabled')).toBe('true')
    await user.click(button('Move left', first))
    expect(names()).toEqual(['Fast', 'Slow', 'Poster (sketch, not AI)'])
    await user.click(button('Move left', last))
    expect(names()).toEqual(['Fast', 'Poster (sketch, not AI)', 'Slow'])
    expect(dialog().textContent).toContain('Now picture 2 of 3.')
  })

  it('says where a picture could not be loaded, and tries it again', async () => {
    const { user } = await compare([fast, slow])
    const broken = items()[1] ?? dialog()
    const image = () => within(broken).getByRole<HTMLImageElement>('img')
    expect(image().getAttribute('src')).toBe('/images/job/stub-slow/320')
    fireEvent.error(image())
    expect(image().getAttribute('src')).toBe('/images/job/stub-slow/original')
    expect(within(broken).queryByText('Could not be loaded')).toBeNull()
    fireEvent.error(image())
    expect(within(broken).getByText('Could not be loaded')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'Blind mode' }))
    expect(within(dialog()).getByText(/A vote needs all pictures to be loaded/)).toBeTruthy()
    expect(within(dialog()).queryByRole('button', { name: /best|No difference/ })).toBeNull()
    await user.click(button('Show names'))
    const before = image()
    await user.click(button('Retry', broken))
    expect(image()).not.toBe(before)
    expect(within(broken).queryByText('Could not be loaded')).toBeNull()
  })
})

describe('blind mode', () => {
  const toggle = () => screen.getByRole('checkbox', { name: 'Blind mode' })

  it('hides names, time and price and shuffles, and says them again without a vote', async () => {
    const { user } = await compare([fast, slow, poster])
    await user.click(toggle())
    expect(dialog().textContent).not.toMatch(/Fast|Slow|Poster|1\.2 s|\$/)
    // Of three, a chance of one half takes the middle one first, then the second of what is left.
    const images = within(dialog()).getAllByRole('img')
    expect(images.map((image) => image.getAttribute('alt'))).toEqual([
      'Picture 1: a fox',
      'Picture 2 (Sketch, drawn by rules, not AI): a fox',
      'Picture 3: a fox',
    ])
    await user.click(button('Show names'))
    expect(names()).toEqual(['Slow', 'Poster (sketch, not AI)', 'Fast'])
    expect(dialog().textContent).not.toContain('Your choice')
  })

  it('keeps the vote, names the chosen one, and takes no second vote about the same pictures', async () => {
    const { user } = await compare([fast, slow, poster])
    await user.click(toggle())
    expect(screen.getAllByRole('button', { name: 'This one is best' })).toHaveLength(2)
    await user.click(button('This one is best', items()[0]))
    expect(within(dialog()).getByText('You chose Slow.')).toBeTruthy()
    expect(document.activeElement?.textContent).toContain('You chose Slow.')
    expect(items()[0]?.textContent).toContain('Your choice')
    await user.click(toggle())
    expect(within(dialog()).getByText(/You have voted on these pictures before/)).toBeTruthy()
    cleanup()
    const later = await compare([poster, fast, slow])
    await later.user.click(button('Your votes'))
    const table = within(screen.getByRole('dialog', { name: 'Your votes' })).getByRole('table')
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual(['ModelWonWhat it says', 'Slowwon 1 of 1Too few votes to tell', 'Fastwon 0 of 1Too few votes to tell'])
  })

  it('lists pairs once one of them says something', async () => {
    const third = comparePicture({ modelId: 'stub:third', modelLabel: 'Third' })
    const candidates = [fast, slow, third].map(({ modelId, modelLabel }) => ({ model: modelId, label: modelLabel }))
    const app = await renderApp('/settings')
    const votes = await app.services.device.openVotes()
    for (let index = 0; index < 9; index += 1) {
      await votes.add({ id: `${index}`, votedAt: index, candidates, best: 'stub:fast' })
    }
    cleanup()
    const { user } = await compare([fast, slow, third])
    await user.click(button('Your votes'))
    const list = screen.getByRole('dialog', { name: 'Your votes' })
    expect(within(list).getAllByRole('table')).toHaveLength(1)
    expect(within(list).getByText('One against another: too few votes to tell.')).toBeTruthy()
    await user.click(button('Close', list))
    await user.click(toggle())
    const place = items().findIndex((item) => within(item).getByRole('img').getAttribute('src')?.includes('fast'))
    await user.click(button('This one is best', items()[place]))
    await user.click(button('Your votes'))
    const pairs = screen.getByRole('table', { name: 'One against another' })
    expect(within(pairs).getByRole('row', { name: /^Fast against Slow/ }).textContent).toBe(
      'Fast against Slowwon 10 of 10Wins more often than by chance',
    )
  })

  it('counts a vote without a difference for nobody', async () => {
    const { user } = await compare([fast, slow])
    await user.click(toggle())
    await user.click(button('No difference'))
    expect(within(dialog()).getByText('You saw no difference.')).toBeTruthy()
    await user.click(button('Your votes'))
    const list = screen.getByRole('dialog', { name: 'Your votes' })
    expect(list.textContent).toContain('1 vote, 1 without a difference.')
    expect(list.textContent).toContain('won 0 of 0')
  })

  it('says when the device does not keep the vote', async () => {
    const { user } = await compare([fast, slow])
    await user.click(toggle())
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    try {
      await user.click(button('This one is best', items()[0]))
      await act(() => settle())
      expect(dialog().textContent).toContain('The vote could not be saved on this device.')
    } finally {
      IDBObjectStore.prototype.put = originalPut
    }
  })

  it('asks before it removes the votes, and says that they are gone', async () => {
    const { user } = await compare([fast, slow])
    await user.click(toggle())
    await user.click(button('This one is best', items()[0]))
    await user.click(button('Your votes'))
    const list = screen.getByRole('dialog', { name: 'Your votes' })
    await user.click(button('Clear votes', list))
    await user.click(button('Keep them', await screen.findByRole('dialog', { name: 'Clear all votes?' })))
    expect(within(list).getByRole('table')).toBeTruthy()
    await user.click(button('Clear votes', list))
    await user.click(button('Clear them', screen.getByRole('dialog', { name: 'Clear all votes?' })))
    await within(list).findByText('The votes were removed.')
    expect(within(list).queryByRole('table')).toBeNull()
    cleanup()
    await compare([fast, slow])
    expect(within(dialog()).queryByRole('button', { name: 'Your votes' })).toBeNull()
  })

  it.each([
    ['sketches', [poster, fast], /Sketches never take part in votes/],
    ['prompts', [fast, { ...slow, prompt: 'a hen' }], /of the same prompt/],
    ['models', [fast, { ...fast, run: 'stub-fast~2' }], /by different models/],
  ])('offers no vote on %s that say nothing about models, and says why', async (_name, pictures, reason) => {
    const { user } = await compare(pictures)
    await user.click(toggle())
    expect(within(dialog()).getByText(reason)).toBeTruthy()
    expect(within(dialog()).queryByRole('button', { name: /best|No difference/ })).toBeNull()
    await user.click(button('Show names'))
    expect(names()).toContain('Fast')
  })
})

const originalPut = IDBObjectStore.prototype.put
