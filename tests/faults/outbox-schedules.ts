/**
 * Thousands of prompts in a real browser through all faults: 30 seeds of 1,000 prompts, or SEEDS from FIRST on and PROMPTS; one
 * after the other, or AT_ONCE. `npm run test:faults` prints a line per seed and fails where a prompt was
 * lost, doubled, overlapped or stuck.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildQuickApp } from '../offline/quick-build.ts'
import { runSchedule, type ScheduleReport } from '../offline/run-schedule.ts'

const first = Number(process.env.FIRST ?? 1)
const seeds = Number(process.env.SEEDS ?? 30)
const prompts = Number(process.env.PROMPTS ?? 1000)
const atOnce = Number(process.env.AT_ONCE ?? 1)
const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-quick-'))
const siteFolder = join(folder, 'site')
await buildQuickApp(siteFolder)

const startedAt = performance.now()
const total = { posts: 0, faults: 0, kills: 0, workerStops: 0, clockTurns: 0, timesFull: 0, problems: 0 }
let begun = 0
await Promise.all(Array.from({ length: atOnce }, runLane))
await rm(folder, { recursive: true, force: true })
const seconds = (performance.now() - startedAt) / 1000
console.info(
  `${seeds} seeds, ${seeds * prompts} prompts, ${describeCounts(total)}, ${seconds.toFixed(0)} s, ${total.problems} problems`,
)
process.exitCode = total.problems === 0 ? 0 : 1

async function runLane(): Promise<void> {
  while (begun < seeds) {
    const seed = first + begun
    begun += 1
    const run = await runSchedule({ seed, prompts, siteFolder }).catch(String)
    if (typeof run === 'string') {
      total.problems += 1
      console.info(`seed ${seed}: ended early: ${run}`)
    } else {
      note(run)
    }
  }
}

function note({ seed, problems, seconds, ...report }: ScheduleReport): void {
  const faults = Object.values(report.faults).reduce((sum, count) => sum + count, 0)
  const counts = { ...report, faults }
  for (const name of ['posts', 'faults', 'kills', 'workerStops', 'clockTurns', 'timesFull'] as const)
    total[name] += counts[name]
  total.problems += problems.length
  console.info(
    `seed ${seed}: ${prompts} prompts, ${describeCounts(counts)}, ${seconds.toFixed(1)} s, ${problems.length} problems`,
  )
  for (const problem of problems.slice(0, 10)) console.info(`  ${problem}`)
}

function describeCounts(counts: Omit<typeof total, 'problems'>): string {
  const { posts, faults, kills, workerStops, clockTurns, timesFull } = counts
  return `${posts} posts, ${faults} faults, ${kills} kill -9, ${workerStops} worker stops, ${clockTurns} turns of the clock, ${timesFull} times full`
}
