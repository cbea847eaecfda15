import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildQuickApp } from './quick-build.ts'
import { runSchedule } from './run-schedule.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-quick-'))
  await buildQuickApp(join(folder, 'site'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a hundred prompts through a bad network, dying tabs and killed browsers', () => {
  it.each([1, 2, 3, 4, 5])('become a hundred jobs (seed %i)', async (seed) => {
    const report = await runSchedule({ seed, prompts: 100, siteFolder: join(folder, 'site') })
    expect(report.problems).toEqual([])
  })
})
