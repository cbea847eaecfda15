import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'

const SCRIPT = fileURLToPath(new URL('run-seeds.ts', import.meta.url))

const Report = v.object({
  failed: v.array(v.object({ seed: v.number(), problems: v.array(v.string()) })),
  requests: v.number(),
  deaths: v.number(),
})
export type SeedsReport = v.InferOutput<typeof Report>

/** Runs seeds in a process of their own, so that all cores are used and a planted defect stays there. */
export async function runSeeds(options: Readonly<Record<string, string | number>>): Promise<SeedsReport> {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...flags])
  return v.parse(Report, JSON.parse(stdout))
}
