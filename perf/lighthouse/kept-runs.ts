import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { reportPage } from './report-page.ts'
import { RunSummary } from './run-summary.ts'

export interface KeptRun {
  /** The name of its folder. */
  readonly id: string
  readonly summary: RunSummary
  /** Lighthouse's own pages, which stand only where the run was made. */
  readonly reports: readonly string[]
}

const RUN_FOLDER = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}$/

/** The runs that are kept in a folder, the oldest first. @throws where a summary cannot be read, with its name */
export async function readKeptRuns(folder: string): Promise<KeptRun[]> {
  const ids = (await readdir(folder)).filter((name) => RUN_FOLDER.test(name)).sort()
  return Promise.all(
    ids.map(async (id) => {
      const parsed = v.safeParse(RunSummary, await readJson(join(folder, id, 'summary.json')))
      if (!parsed.success) throw new Error(`${id}/summary.json is not the summary of a run.`)
      const reports = (await readdir(join(folder, id))).filter((file) => file.endsWith('.html')).sort()
      return { id, summary: parsed.output, reports }
    }),
  )
}

/** Writes the page over all kept runs. */
export async function writeIndex(folder: string): Promise<void> {
  await writeFile(join(folder, 'index.html'), reportPage(await readKeptRuns(folder)))
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new Error(`${file} cannot be read. Remove the folder if its run was never finished.`, { cause })
  }
}
