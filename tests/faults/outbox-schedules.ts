/**
 * Thousands of prompts in a real browser through all faults: 30 seeds of 1,000 prompts, or SEEDS and PROMPTS.
 * `npm run test:faults` prints a line per seed and fails where a prompt was lost, doubled, overlapped or stuck.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildQuickApp } from '../offline/quick-build.ts'
import { runSchedule } from '../offline/run-schedule.ts'

const seeds = Number(process.env.SEEDS ?? 30)
const prompts = Number(process.env.PROMPTS ?? 1000)
const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-quick-'))
const siteFolder = join(folder, 'site')
await buildQuickApp(siteFolder)
const total = { posts: 0, kills: 0, workerStops: 0, clockTurns: 0, faults: 0, problems: 0, seconds: 0 }
for (let seed = 1; seed <= seeds; seed += 1) {
  const report = await runSchedule({ seed, prompts, siteFolder })
  const faults = Object.values(report.faults).reduce((sum, count) => sum + count, 0)
  total.posts += report.posts
  total.kills += report.kills
  total.workerStops += report.workerStops
  total.clockTurns += report.clockTurns
  total.faults += faults
  total.problems += report.problems.length
  total.seconds += report.seconds
  const { posts, kills, workerStops, clockTurns, seconds } = report
  console.info(
    `seed ${seed}: ${prompts} prompts, ${posts} posts, ${faults} faults, ${kills} kill -9, ${workerStops} worker stops, ${clockTurns} turns of the clock, ${seconds.toFixed(1)} s, ${report.problems.length} problems`,
  )
  for (const problem of report.problems.slice(0, 10)) console.info(`  ${problem}`)
}
await rm(folder, { recursive: true, force: true })
console.info(
  `${seeds} seeds, ${seeds * prompts} prompts, ${total.posts} posts, ${total.faults} faults, ${total.kills} kill -9, ${total.workerStops} worker stops, ${total.clockTurns} turns of the clock, ${total.seconds.toFixed(0)} s, ${total.problems} problems`,
)
process.exitCode = total.problems === 0 ? 0 : 1
