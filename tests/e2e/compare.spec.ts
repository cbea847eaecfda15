import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen } from '../support/app-page.ts'
import {
  AI_MODELS,
  boxOf,
  type ComparisonSite,
  DESKTOP,
  expectOneView,
  FIT_TRANSFORM,
  openComparison,
  openComparisonSite,
  PHONE,
  partAt,
  SKETCH_MODELS,
  shownPictures,
  touch,
  transforms,
} from '../support/comparison-page.ts'

let site: ComparisonSite
beforeAll(async () => {
  site = await openComparisonSite()
})
afterAll(() => site.close())

describe('a comparison', () => {
  it('shows pictures of different shapes whole, side by side, with model, time and price', async () => {
    const page = await (await site.device(DESKTOP)).newPage()
    const dialog = await openComparison(page, await site.make([...AI_MODELS, ...SKETCH_MODELS]))
    const items = dialog.getByRole('list').getByRole('listitem')
    expect(await items.count()).toBe(5)
    for (const item of await items.all()) {
      const [frame, picture] = [await boxOf(item.locator('[data-frame]')), await boxOf(item.getByRole('img'))]
      expect(picture.x).toBeGreaterThanOrEqual(frame.x - 0.5)
      expect(picture.y).toBeGreaterThanOrEqual(frame.y - 0.5)
      expect(picture.width).toBeLessThanOrEqual(frame.width + 0.5)
      expect(picture.height).toBeLessThanOrEqual(frame.height + 0.5)
    }
    const wide = await boxOf(items.nth(1).getByRole('img'))
    expect(wide.width / wide.height).toBeCloseTo(1.5, 1)
    expect(await items.nth(0).textContent()).toMatch(/Alpha.*\ss · about \$0\.04 \(estimate\)/)
    expect(await items.nth(3).textContent()).toMatch(/Poster \(sketch, not AI\).*\ss · Free/)
    await page.context().close()
  })

  it('zooms around the pointer, drags and obeys keys and buttons with one view in all frames', async () => {
    const page = await (await site.device(DESKTOP)).newPage()
    const dialog = await openComparison(page, await site.make(AI_MODELS))
    expect(await expectOneView(dialog)).toBe(FIT_TRANSFORM)
    const first = dialog.getByRole('img', { name: /^Alpha/ })
    const { x, y, width, height } = await boxOf(first)
    const [pointerX, pointerY] = [x + width * 0.3, y + height * 0.6]
    const before = await partAt(first, pointerX, pointerY)
    await page.mouse.move(pointerX, pointerY)
    for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, -120)
    await expect.poll(() => transforms(dialog)).not.toContain(FIT_TRANSFORM)
    const wheeled = await expectOneView(dialog)
    const after = await partAt(first, pointerX, pointerY)
    expect(after[0]).toBeCloseTo(before[0], 2)
    expect(after[1]).toBeCloseTo(before[1], 2)
    await dialog.getByText(/^3\d\d %$/).waitFor()

    await page.mouse.down()
    await page.mouse.move(pointerX + 60, pointerY - 40, { steps: 4 })
    await page.mouse.up()
    const dragged = await expectOneView(dialog)
    expect(dragged).not.toBe(wheeled)
    expect((await partAt(first, pointerX + 60, pointerY - 40))[0]).toBeCloseTo(before[0], 2)

    await page.keyboard.press('ArrowRight')
    expect(await expectOneView(dialog)).not.toBe(dragged)
    await page.keyboard.press('0')
    expect(await expectOneView(dialog)).toBe(FIT_TRANSFORM)
    await page.keyboard.press('+')
    expect(await expectOneView(dialog)).toMatch(/^matrix\(1\.5,/)
    await page.keyboard.press('-')
    expect(await expectOneView(dialog)).toBe(FIT_TRANSFORM)
    await dialog.getByRole('button', { name: 'Zoom in' }).click()
    await dialog.getByRole('button', { name: 'Zoom in' }).click()
    expect(await expectOneView(dialog)).toMatch(/^matrix\(2\.25,/)
    await dialog.getByRole('button', { name: 'Zoom out' }).click()
    expect(await expectOneView(dialog)).toMatch(/^matrix\(1\.5,/)
    await dialog.getByRole('button', { name: 'Fit' }).click()
    expect(await expectOneView(dialog)).toBe(FIT_TRANSFORM)
    await page.mouse.dblclick(pointerX, pointerY)
    expect(await expectOneView(dialog)).toMatch(/^matrix\(3,/)
    await page.mouse.dblclick(pointerX, pointerY)
    expect(await expectOneView(dialog)).toBe(FIT_TRANSFORM)
    await page.context().close()
  })

  it('stays within its limits when the window gets another shape', async () => {
    const page = await (await site.device(DESKTOP)).newPage()
    const dialog = await openComparison(page, await site.make(AI_MODELS.slice(0, 2)))
    await page.keyboard.press('+')
    for (let press = 0; press < 12; press += 1) await page.keyboard.press('ArrowRight')
    await page.setViewportSize({ width: 900, height: 1200 })
    await expectOneView(dialog)
    const [frame, picture] = [
      await boxOf(dialog.locator('[data-frame]').nth(1)),
      await boxOf(dialog.getByRole('img').nth(1)),
    ]
    expect(picture.x + picture.width).toBeGreaterThanOrEqual(frame.x + frame.width - 1)
    await page.context().close()
  })

  it('takes the original where a variant is not sharp enough', async () => {
    const page = await (await site.device(DESKTOP)).newPage()
    const dialog = await openComparison(page, await site.make(AI_MODELS.slice(0, 2)))
    const first = dialog.getByRole('img', { name: /^Alpha/ })
    expect(await first.getAttribute('src')).toMatch(/\/1024(\.webp)?$/)
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('+')
    await expect.poll(() => first.getAttribute('src')).toMatch(/\/original$/)
    expect(await first.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(2048)
    await page.context().close()
  })

  it('has an order that can be changed, one picture alone by its number, and gives the focus back', async () => {
    const page = await (await site.device(DESKTOP)).newPage()
    const dialog = await openComparison(page, await site.make(AI_MODELS))
    const items = dialog.getByRole('list').getByRole('listitem')
    const move = items.first().getByRole('button', { name: 'Move right' })
    await move.focus()
    await page.keyboard.press('Enter')
    expect(await items.first().textContent()).toContain('Bravo')
    expect(await items.nth(1).textContent()).toContain('Alpha')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move right')
    const small = await boxOf(items.nth(1).getByRole('img'))
    await page.keyboard.press('2')
    await expect.poll(async () => (await boxOf(items.getByRole('img'))).width).toBeGreaterThan(small.width)
    expect(await items.count()).toBe(1)
    expect(await items.textContent()).toContain('Alpha')
    await page.keyboard.press('2')
    await expect.poll(() => items.count()).toBe(3)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Compare')
    await page.context().close()
  })

  it('goes on without a picture that cannot be loaded, and tries it again', async () => {
    const device = await site.device(DESKTOP)
    const page = await device.newPage()
    const jobId = await site.make(AI_MODELS)
    await device.route(`**/images/${jobId}/generic-ok-1536x1024/**`, (route) => route.abort())
    await page.goto(`/j/${jobId}`)
    await createScreen(page).results.getByRole('button', { name: 'Compare' }).click()
    const dialog = page.getByRole('dialog', { name: 'Comparison' })
    const broken = dialog.getByRole('listitem').nth(1)
    await broken.getByText('Could not be loaded').waitFor()
    expect(await shownPictures(dialog)).toBe(2)
    await device.setOffline(true)
    await broken.getByText('Not on this device').waitFor()
    await device.setOffline(false)
    await device.unroute(`**/images/${jobId}/generic-ok-1536x1024/**`)
    await broken.getByRole('button', { name: 'Retry' }).click()
    await expect.poll(() => shownPictures(dialog)).toBe(3)
    expect(await broken.getByText('Could not be loaded').count()).toBe(0)
    await device.close()
  })

  it('is not opened with one picture, and says why', async () => {
    const page = await (await site.device(DESKTOP)).newPage()
    await page.goto(`/j/${await site.make(AI_MODELS.slice(0, 1))}`)
    const { results, status } = createScreen(page)
    const button = results.getByRole('button', { name: 'Compare' })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => status.textContent()).toBe('Choose 2 to 6 pictures.')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.context().close()
  })
})

describe('on a phone', () => {
  it('stands in one column to be swiped, with the same place at the same size in each', async () => {
    const page = await (await site.device(PHONE)).newPage()
    const dialog = await openComparison(page, await site.make(AI_MODELS))
    const list = dialog.getByRole('list')
    const items = list.getByRole('listitem')
    const place = () => list.evaluate((element) => Math.round(element.scrollLeft / element.clientWidth))
    expect((await boxOf(items.first())).width).toBe(360)
    expect(await place()).toBe(0)
    await touch(page, [{ from: [300, 350], to: [60, 350] }])
    await expect.poll(place).toBe(1)
    await expect
      .poll(() => dialog.getByRole('button', { name: 'Show picture 2' }).getAttribute('aria-pressed'))
      .toBe('true')

    await touch(page, [
      { from: [170, 350], to: [90, 300] },
      { from: [190, 350], to: [270, 400] },
    ])
    const pinched = await expectOneView(dialog)
    expect(Number(/^matrix\(([\d.]+),/.exec(pinched)?.[1])).toBeGreaterThan(4)
    expect(await place()).toBe(1)
    await touch(page, [{ from: [180, 350], to: [240, 380] }])
    expect(await expectOneView(dialog)).not.toBe(pinched)
    expect(await place()).toBe(1)
    const view = await expectOneView(dialog)
    // A touch that still settles would take the press for its end.
    await page.waitForTimeout(500)
    await dialog.getByRole('button', { name: 'Show picture 3' }).tap()
    await expect.poll(place).toBe(2)
    expect(await expectOneView(dialog)).toBe(view)
    await dialog.getByRole('button', { name: 'Fit' }).tap()
    expect(await expectOneView(dialog)).toBe(FIT_TRANSFORM)
    await page.context().close()
  })
})
