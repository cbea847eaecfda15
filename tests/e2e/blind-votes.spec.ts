import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AI_MODELS,
  type ComparisonSite,
  DESKTOP,
  openComparison,
  openComparisonSite,
  SKETCH_MODELS,
} from '../support/comparison-page.ts'

let site: ComparisonSite
beforeAll(async () => {
  site = await openComparisonSite()
})
afterAll(() => site.close())

describe('blind mode', () => {
  it('hides who made what until the vote, keeps the vote on the device, and takes one for the same pictures', async () => {
    const device = await site.device(DESKTOP)
    const page = await device.newPage()
    const jobId = await site.make([...AI_MODELS, SKETCH_MODELS[0]])
    const dialog = await openComparison(page, jobId)
    await dialog.getByRole('checkbox', { name: 'Blind mode' }).check()
    const hidden = await dialog.evaluate((element) => element.outerHTML.replaceAll(/(src|srcset)="[^"]*"/g, ''))
    expect(hidden).not.toMatch(/Alpha|Bravo|Charlie|Poster|\$0\.04/)
    const items = dialog.getByRole('listitem')
    const sketch = items.filter({ hasText: 'Sketch, drawn by rules, not AI' })
    expect(await sketch.count()).toBe(1)
    expect(await sketch.getByRole('button', { name: 'This one is best' }).count()).toBe(0)
    const votes = dialog.getByRole('button', { name: 'This one is best' })
    expect(await votes.count()).toBe(3)
    await votes.first().click()
    await dialog.getByText(/^You chose (Alpha|Bravo|Charlie)\.$/).waitFor()
    const chosen = /(Alpha|Bravo|Charlie)/.exec((await dialog.getByText(/^You chose/).textContent()) ?? '')?.[0] ?? ''
    expect(await items.filter({ hasText: 'Your choice' }).textContent()).toContain(chosen)
    await dialog.getByRole('button', { name: 'Your votes' }).click()
    const tables = page.getByRole('dialog', { name: 'Your votes' })
    const row = tables.getByRole('row').filter({ hasText: chosen }).first()
    expect(await row.textContent()).toContain('won 1 of 1')
    expect(await row.textContent()).toContain('Too few votes to tell')
    expect(await tables.textContent()).not.toContain('Poster')

    const again = await openComparison(page, jobId)
    await again.getByRole('checkbox', { name: 'Blind mode' }).check()
    await again.getByText(/You have voted on these pictures before/).waitFor()
    await again.getByRole('button', { name: 'Show names' }).click()
    await again.getByRole('button', { name: 'Your votes' }).click()
    await tables.getByRole('button', { name: 'Clear votes' }).click()
    await page.getByRole('dialog', { name: 'Clear all votes?' }).getByRole('button', { name: 'Clear them' }).click()
    await tables.getByText('The votes were removed.').waitFor()
    expect(await tables.getByRole('table').count()).toBe(0)
    await device.close()
  })

  it('can be tried with sketches, without a vote', async () => {
    const page = await (await site.device(DESKTOP)).newPage()
    const dialog = await openComparison(page, await site.make(SKETCH_MODELS))
    await dialog.getByRole('checkbox', { name: 'Blind mode' }).check()
    await dialog.getByText(/Sketches never take part in votes/).waitFor()
    expect(await dialog.getByText(/Poster|Pixel/).count()).toBe(0)
    expect(await dialog.getByRole('button', { name: /best|No difference/ }).count()).toBe(0)
    await page.context().close()
  })
})
