import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it } from 'vitest'
import { idOf } from '../manual-outbox.ts'
import { createDatabase } from './database.ts'
import { createJobStore } from './job-store.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

it("keeps a job one's own, whoever writes what the server says of it", async () => {
  const store = createJobStore(createDatabase(), (error) => {
    throw error
  })
  const models = [{ id: 'a', label: 'A', provider: 'stub' }]
  const job = { jobId: idOf(1), prompt: 'a fox', createdAt: '2026-11-24T12:00:00Z', models }
  expect(await store.addAccepted([job])).toBe(true)
  // A tab that has opened the job by its address alone knows nothing of how it was sent.
  const facts = {
    prompt: 'a fox',
    createdAt: '2026-11-24T12:00:00Z',
    updatedAt: '',
    totalModels: 0,
    completedModels: 0,
  }
  await store.putStatus({ jobId: idOf(1), status: 'completed', ...facts, results: [] })
  expect(await store.addAccepted([job])).toBe(false)
  expect(await store.ownIds()).toEqual([idOf(1)])
  expect(await store.get(idOf(1))).toMatchObject({ own: 1, models, status: { status: 'completed' } })
})
