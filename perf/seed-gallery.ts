/**
 * Fills a data folder with a large gallery: real small pictures of the Sketch models at their addresses, prompts, results, and
 * sealed day files. Every file of a picture exists once, under as many names as it has keys. The same numbers and the
 * same end give the same gallery. Claims and share pages are left out.
 * `npm run seed:gallery -- --count 100000 --data data --days 400 --seed 1 --until 2026-11-26`
 */
import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { IndexEntry } from '#contract/gallery-index.ts'
import { claimFolder } from '../infra/local/claim-folder.ts'
import { DAY_MS, dayOf, lastSealableDay, startOf } from '../lambda/src/gallery/day.ts'
import { createDayFile } from '../lambda/src/gallery/day-file.ts'
import { describeEntry } from '../lambda/src/gallery/describe-entry.ts'
import { TIMING } from '../lambda/src/jobs/timing.ts'
import { createFileStore } from '../lambda/src/store/file-store.ts'
import { GALLERY_PREFIX } from '../lambda/src/store/keys.ts'
import type { ObjectStore } from '../lambda/src/store/object-store.ts'
import { type JobPlan, makeJobs } from './make-jobs.ts'
import { makePictures, SMALL } from './seed-pictures.ts'
import { picturesOf, writeJobs } from './write-jobs.ts'

export interface GallerySeed {
  readonly dataFolder: string
  readonly count: number
  readonly days: number
  readonly seed: number
  /** The first moment after the newest entry. */
  readonly untilMs: number
  /** How many times smaller the pictures are than the models draw them; a quarter where it is left out. */
  readonly shrink?: number
}

/** Answers how many jobs, pictures and day files were written. */
export async function seedGallery({ dataFolder, count, days, seed, untilMs, shrink = SMALL }: GallerySeed) {
  const folder = join(dataFolder, 'objects')
  const scratch = join(dataFolder, 'seed')
  const release = await claimFolder(dataFolder)
  try {
    const store = createFileStore({ folder })
    const { keys } = await store.list({ prefix: GALLERY_PREFIX, limit: 1 })
    // Its days would be sealed without what is there already.
    if (keys.length > 0) throw new Error(`There is a gallery in ${dataFolder} already. Choose an empty folder.`)
    mkdirSync(scratch, { recursive: true })
    const pictures = await makePictures(scratch, shrink)
    const plan = { count, startMs: untilMs - days * DAY_MS, endMs: untilMs, pictures, seed }
    const [written, sealed] = await Promise.all([
      writeJobs({ folder, scratch }, plan, availableParallelism()),
      writeDays(store, plan),
    ])
    return { jobs: count, pictures: written, days: sealed }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    await release()
  }
}

/** Seals the days of a plan that are over; answers how many. */
async function writeDays(store: ObjectStore, plan: JobPlan): Promise<number> {
  const lastDay = lastSealableDay({ now: () => Date.now(), startId: undefined, ...TIMING })
  let days = 0
  const seal = async (day: string, entries: readonly IndexEntry[]) => {
    if (entries.length === 0 || day > lastDay) return
    await createDayFile(store, { day, entries: entries.toReversed() })
    days += 1
  }
  let [day, entries]: [string, IndexEntry[]] = ['', []]
  for (const job of makeJobs(plan)) {
    const ofJob = dayOf(Date.parse(job.request.createdAt))
    if (ofJob !== day) {
      await seal(day, entries)
      ;[day, entries] = [ofJob, []]
    }
    entries.push(describeEntry(picturesOf(job), job.request))
  }
  await seal(day, entries)
  return days
}

function readNumber(text: string, name: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is a whole number from 1 on.`)
  return value
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000' },
      data: { type: 'string', default: 'data' },
      days: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: dayOf(Date.now()) },
    },
  })
  const untilMs = startOf(values.until)
  if (Number.isNaN(untilMs)) throw new Error('--until is a day, such as 2026-11-26.')
  const startedAt = performance.now()
  const written = await seedGallery({
    dataFolder: resolve(values.data),
    count: readNumber(values.count, 'count'),
    days: readNumber(values.days, 'days'),
    seed: readNumber(values.seed, 'seed'),
    untilMs,
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.info(`${written.jobs} jobs with ${written.pictures} pictures, ${written.days} sealed days, in ${seconds} s`)
}
