import { join } from 'node:path'
import * as v from 'valibot'
import { createFileStore } from '../../lambda/src/store/file-store.ts'

const Written = v.object({ prompt: v.string(), createdAt: v.string() })

interface Evidence {
  /** The server's. */
  readonly folder: string
  /** Texts that were called saved. */
  readonly saved: readonly string[]
  /** Those that were written on the plane, in their order. */
  readonly flown: readonly string[]
  /** What the model was asked for. */
  readonly asked: readonly string[]
}

/**
 * Each text that was called saved is one job, for which the model was asked once; one that was cut off in the midst of being
 * saved is at most one. Those of the flight came in their order.
 */
export async function judge({ folder, saved, flown, asked }: Evidence): Promise<readonly string[]> {
  const jobs = await readJobs(folder)
  const count = (text: string) => jobs.filter(({ prompt }) => prompt === text).length
  const lost = [...saved, ...flown].filter((text) => count(text) === 0).map((text) => `lost: ${text}`)
  const doubled = jobs.filter(({ prompt }) => count(prompt) > 1).map(({ prompt }) => `more than one job of: ${prompt}`)
  const times = Map.groupBy(asked, (text) => text)
  const paid = jobs
    .filter(({ prompt }) => times.get(prompt)?.length !== 1)
    .map(({ prompt }) => `the model was asked ${times.get(prompt)?.length ?? 0} times for: ${prompt}`)
  const arrived = jobs.filter(({ prompt }) => flown.includes(prompt)).map(({ prompt }) => prompt)
  const isInOrder = arrived.join() === flown.join()
  return [...lost, ...doubled, ...paid, ...(isInOrder ? [] : [`out of order: ${arrived.join()}`])]
}

/** The jobs in the server's store, in the order in which they were made. */
export async function readJobs(folder: string): Promise<readonly v.InferOutput<typeof Written>[]> {
  const store = createFileStore({ folder: join(folder, 'data/objects') })
  const jobs: v.InferOutput<typeof Written>[] = []
  let after: string | undefined
  for (;;) {
    const { keys, more } = await store.list({ prefix: 'jobs/', ...(after !== undefined && { startAfter: after }) })
    for (const key of keys.filter((each) => each.endsWith('/request.json'))) {
      const object = await store.get(key)
      jobs.push(v.parse(Written, JSON.parse(new TextDecoder().decode(object?.body))))
    }
    after = keys.at(-1)
    if (!more || after === undefined) break
  }
  return jobs.sort((one, other) => one.createdAt.localeCompare(other.createdAt))
}
