import type { Page } from 'playwright-core'

/**
 * Holds requests back until they are let through. `held` has the addresses that came: what is held by a name of the build
 * is nothing under another name, so that a test asks whether there was any.
 */
export async function holdBack(page: Page, which: Parameters<Page['route']>[0]) {
  const gate = Promise.withResolvers<void>()
  const held: string[] = []
  await page.route(which, async (route) => {
    held.push(route.request().url())
    await gate.promise
    await route.continue()
  })
  return { held, letThrough: gate.resolve }
}
