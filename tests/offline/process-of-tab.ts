import type { Page } from 'playwright-core'

/** The id of the process that a tab lives in: the one that works when the tab does. */
export async function processOf(page: Page): Promise<number> {
  const before = await readWork(page)
  await page.evaluate(() => {
    const end = performance.now() + 500
    while (performance.now() < end) JSON.stringify([end])
  })
  const [busiest] = [...(await readWork(page))]
    .map(([id, seconds]) => ({ id, seconds: seconds - (before.get(id) ?? 0) }))
    .sort((one, other) => other.seconds - one.seconds)
  if (busiest === undefined) throw new Error('The browser has told of no process.')
  return busiest.id
}

/** Seconds of work of each process with a tab, by its id. */
async function readWork(page: Page): Promise<ReadonlyMap<number, number>> {
  const devtools = await page.context().browser()?.newBrowserCDPSession()
  const found = await devtools?.send('SystemInfo.getProcessInfo')
  await devtools?.detach()
  const renderers = found?.processInfo.filter(({ type }) => type === 'renderer') ?? []
  return new Map(renderers.map(({ id, cpuTime }) => [id, cpuTime]))
}
