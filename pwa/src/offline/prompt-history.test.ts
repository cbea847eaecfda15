import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import { createDatabase, type Database } from './database.ts'
import { recordOfAccepted } from './job-record.ts'
import { createPromptHistory, type PromptHistory } from './prompt-history.ts'
import { queuedRecord } from './prompt-record.ts'

const START = Date.UTC(2026, 10, 26)
let database: Database
let history: PromptHistory
let now = START
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  database = createDatabase()
  now = START
  history = createPromptHistory(database, () => now)
})

const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes)
const jobOf = (prompt: string, at: number) => {
  const jobId = mintJobId(at, random)
  return recordOfAccepted({ jobId, prompt, createdAt: new Date(at).toISOString(), models: [] })
}

async function sent(prompt: string, at: number) {
  const job = jobOf(prompt, at)
  await database.run((handle) => handle.put('jobs', job))
  return job
}

async function waits(prompt: string, at: number, id = mintJobId(at, random)) {
  const record = queuedRecord({ id, body: '{}', correlationId: id, about: { prompt, models: [] } }, { seq: 1, now: at })
  await database.run((handle) => handle.put('prompts', record))
}

const texts = async (most?: number) => (await history.read(most)).map(({ prompt, times }) => [prompt, times])

describe('the history of prompts', () => {
  it('has each text once, newest first, as it was last written, with how often', async () => {
    await sent('A red fox', START + 1)
    await sent('a hen', START + 2)
    await sent('a  RED fox', START + 3)
    await waits('a boat', START + 4)
    expect(await texts()).toEqual([
      ['a boat', 1],
      ['a  RED fox', 2],
      ['a hen', 1],
    ])
  })

  it('counts a job once that stands in the outbox too', async () => {
    const { jobId } = await sent('a fox', START)
    await waits('a fox', START, jobId)
    expect(await texts()).toEqual([['a fox', 1]])
  })

  it('keeps the text of a job whose pictures are deleted, and has none that was only looked at', async () => {
    const { status: _status, ...job } = await sent('a fox', START)
    await database.run((handle) => handle.put('jobs', { ...job, own: 0, models: [] }))
    const models = [{ id: 'stub:fast', label: 'Fast', provider: 'stub' }]
    await database.run((handle) => handle.put('jobs', { ...jobOf('of another', START), own: 0, models }))
    expect(await texts()).toEqual([['a fox', 1]])
  })

  it('leaves out what was forgotten until it is sent again, and all of it comes back when that is undone', async () => {
    await sent('a fox', START + 1)
    await sent('a hen', START + 2)
    now = START + 10
    const [hen, ...rest] = await history.read()
    if (hen === undefined) throw new Error('There is no newest prompt.')
    const undo = await history.forget([hen])
    expect(await texts()).toEqual([['a fox', 1]])
    const undoRest = await history.forget(rest)
    expect(await texts()).toEqual([])
    await undoRest()
    await undo()
    expect(await texts()).toEqual([
      ['a hen', 1],
      ['a fox', 1],
    ])
    await history.forget(await history.read())
    await sent('A hen', START + 11)
    expect(await texts()).toEqual([['A hen', 2]])
  })

  it('forgets also what a server with a faster clock has dated into the future', async () => {
    await sent('a fox', START + 3_600_000)
    await history.forget(await history.read())
    expect(await texts()).toEqual([])
  })

  it('keeps no second copy of what was forgotten', async () => {
    await sent('a secret fox', START)
    await history.forget(await history.read())
    const rows = await database.run((handle) => handle.getAll('forgotten'))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('secret')
  })

  it('skips rows that it cannot read', async () => {
    await database.run((handle) => handle.put('jobs', { jobId: 'damaged', own: 1 }))
    await sent('a fox', START)
    expect(await texts()).toEqual([['a fox', 1]])
  })

  it('reads ten thousand, or only the newest of them', async () => {
    await database.run(async (handle) => {
      const transaction = handle.transaction('jobs', 'readwrite')
      for (let index = 0; index < 10_000; index += 1) {
        await transaction.store.put(jobOf(`fox ${index}`, START + index))
      }
      await transaction.done
    })
    const all = await history.read()
    expect(all).toHaveLength(10_000)
    expect(all[0]?.prompt).toBe('fox 9999')
    const newest = await texts(3)
    expect(newest.map(([prompt]) => prompt)).toEqual(['fox 9999', 'fox 9998', 'fox 9997'])
  }, 30_000)
})
