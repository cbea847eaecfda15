import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreen } from '../support/app-page.ts'
import { ALL_STATES, nameOf } from '../support/states/all-states.ts'
import { type Audit, auditState } from '../support/states/audit-state.ts'
import { auditTable, TABLE_MARKS } from '../support/states/audit-table.ts'
import { openStage, type Stage } from '../support/states/screen-state.ts'

const DOCUMENT = fileURLToPath(new URL('../../docs/ACCESSIBILITY.md', import.meta.url))

let stage: Stage
const audits = new Map<string, Audit>()
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.site.close())

describe('every state of every screen', () => {
  it.concurrent.each(ALL_STATES.map((state) => [nameOf(state), state] as const))('%s', async (name, state) => {
    const audit = await auditState(stage, state)
    audits.set(name, audit)
    expect(audit.troubles).toEqual([])
  })
})

describe('docs/ACCESSIBILITY.md', () => {
  it('has the table of what was found; WRITE_DOCS=yes writes it', async () => {
    const text = await readFile(DOCUMENT, 'utf8')
    const [before = '', rest = ''] = text.split(TABLE_MARKS[0])
    const after = rest.split(TABLE_MARKS[1])[1] ?? ''
    const written = [before, TABLE_MARKS[0], '\n', auditTable(audits), '\n', TABLE_MARKS[1], after].join('')
    if (process.env.WRITE_DOCS === 'yes') await writeFile(DOCUMENT, written)
    // A run of some of the states tells nothing about the others.
    else if (audits.size === ALL_STATES.length) expect(text).toBe(written)
  })
})

describe('layout', () => {
  it('does not shift while pictures arrive', async () => {
    const device = await stage.site.device()
    const page = await device.newPage()
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (
            'value' in entry &&
            typeof entry.value === 'number' &&
            !('hadRecentInput' in entry && entry.hadRecentInput)
          )
            shifts.push(entry.value)
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto('/')
    const screen = createScreen(page)
    await screen.models.getByRole('checkbox').first().waitFor()
    await screen.prompt.fill('boats')
    await screen.generate.click()
    await expect.poll(() => screen.pictures.count(), { timeout: 20_000 }).toBe(4)
    await page.waitForTimeout(500)
    const total = await page.evaluate(() => {
      const { shifts } = window as unknown as { shifts: number[] } // put there by the init script above
      return shifts.reduce((sum, shift) => sum + shift, 0)
    })
    expect(total).toBeLessThan(0.01)
    await device.close()
  })
})
