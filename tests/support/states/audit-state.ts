import { setTimeout as sleep } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { measurePage } from '../measure-page.ts'
import { nameOf } from './all-states.ts'
import type { ScreenState, Stage } from './screen-state.ts'

const PHONE = { width: 360, height: 780 }
const DESKTOP = { width: 1440, height: 900 }
/** 1280 by 1024 at 400 %, and the smallest phones. */
const NARROW = { width: 320, height: 640 }
/** Half of a desktop, with letters of twice the size. */
const ENLARGED = { width: 640, height: 800 }

const LOOKS = 4
const BETWEEN_LOOKS_MS = 400

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

export const THEMES = ['light', 'dark', 'forced colors'] as const
export type Theme = (typeof THEMES)[number]

export interface Audit {
  /** Violations that axe found, by theme; only some states are looked at in forced colors. */
  readonly violations: Partial<Record<Theme, number>>
  /** Everything that is wrong, in words. */
  readonly troubles: readonly string[]
}

/** Brings a new device into a state and looks at it in every theme and size. */
export async function auditState(stage: Stage, state: ScreenState): Promise<Audit> {
  const device = await stage.site.device({
    ...{ viewport: PHONE, colorScheme: 'light', reducedMotion: 'reduce' },
    serviceWorkers: state.hasWorker ? 'allow' : 'block',
  })
  try {
    const page = await device.newPage()
    await state.enter(page, stage)
    const troubles: string[] = []
    const violations: Partial<Record<Theme, number>> = {}
    const look = async (theme: Theme) => {
      const found = await lasting(() => runAxe(page))
      violations[theme] = found.length
      troubles.push(...found.map((each) => `${nameOf(state)}, ${theme}: ${each}`))
    }
    const measure = async (where: string) => {
      troubles.push(...(await lasting(() => measurePage(page))).map((each) => `${nameOf(state)}, ${where}: ${each}`))
    }
    await look('light')
    await measure('360 px')
    await page.setViewportSize(NARROW)
    await measure('320 px')
    await page.setViewportSize(ENLARGED)
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    await measure('letters of 200 %')
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
    await page.setViewportSize(DESKTOP)
    await page.emulateMedia({ colorScheme: 'dark' })
    await look('dark')
    await measure('1440 px')
    if (state.isForced) {
      await page.emulateMedia({ forcedColors: 'active' })
      await look('forced colors')
    }
    return { violations, troubles }
  } finally {
    await device.close()
  }
}

/** What is still found a moment later: a window that was made smaller is laid out anew, and scrolling comes to its end. */
async function lasting(find: () => Promise<readonly string[]>): Promise<readonly string[]> {
  let found = await find()
  for (let look = 1; look < LOOKS && found.length > 0; look += 1) {
    await sleep(BETWEEN_LOOKS_MS)
    found = await find()
  }
  return found
}

async function runAxe(page: Page): Promise<readonly string[]> {
  // There are no frames, so that it needs no second page to put its findings together.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}
