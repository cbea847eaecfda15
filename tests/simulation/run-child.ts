import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'

const SCRIPT = fileURLToPath(new URL('run-seeds.ts', import.meta.url))

const Report = v.object({
  failed: v.array(v.object({ seed: v.number(), problems: v.array(v.string()) })),
  requests: v.number(),
  deaths: v.number(),
})
type SeedsReport = v.InferOutput<typeof Report>

/** Runs seeds in a process of their own, so that all cores are used and a planted defect stays there. */
export async function runSeeds(options: Readonly<Record<string, string | number>>): Promise<SeedsReport> {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...flags])
  return v.parse(Report, JSON.parse(stdout))
}

/** Runs the seeds 1 to `seeds`, a share of them on each core, and adds up what they came to. */
export async function runSeedsOnAllCores(seeds: number, prompts: number): Promise<SeedsReport> {
  const share = Math.ceil(seeds / availableParallelism())
  const starts = Array.from({ length: availableParallelism() }, (_, index) => index * share)
  const reports = await Promise.all(
    starts.map((before) => runSeeds({ from: before + 1, to: Math.min(before + share, seeds), prompts })),
  )
  return reports.reduce((total, { failed, requests, deaths }) => ({
    failed: [...total.failed, ...failed],
    requests: total.requests + requests,
    deaths: total.deaths + deaths,
  }))
}
