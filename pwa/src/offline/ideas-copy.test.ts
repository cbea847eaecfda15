import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { createDatabase } from './database.ts'
import { forgottenPrompt } from './forgotten-prompt.ts'
import { createOutboxStore } from './outbox-store.ts'
import { readCopy } from './read-copy.ts'
import { createTemplates } from './templates.ts'
import { writeCopy } from './write-copy.ts'

function newDevice() {
  globalThis.indexedDB = new IDBFactory()
  const database = createDatabase()
  return { database, templates: createTemplates(database, () => 1000) }
}

const animal = { id: 'a', name: 'Animal', text: 'a {animal} in the snow' }

it('takes templates and what was forgotten to another device, beside what is there', async () => {
  const first = newDevice()
  await first.templates.save(animal)
  await first.templates.save({ id: 'b', name: 'Boat', text: 'a boat' })
  await first.database.run((handle) => handle.put('forgotten', forgottenPrompt('a fox', 1000)))
  const file = await writeCopy({ database: first.database, caches: undefined, now: () => 0 })

  const second = newDevice()
  await second.templates.save({ id: 'c', name: 'animal', text: 'a hen' })
  await second.database.run((handle) => handle.put('forgotten', forgottenPrompt('a fox', 2000)))
  const tools = { database: second.database, store: createOutboxStore(second.database), caches: undefined }
  const more = { ...tools, locks: undefined, now: () => 0 }
  expect(await readCopy(file, more)).toMatchObject({ unreadable: 0 })
  // Once more changes nothing.
  await readCopy(file, more)
  expect((await second.templates.read()).map(({ name, text }) => [name, text])).toEqual([
    ['animal', 'a hen'],
    ['Animal (2)', animal.text],
    ['Boat', 'a boat'],
  ])
  expect(await second.database.run((handle) => handle.getAll('forgotten'))).toEqual([forgottenPrompt('a fox', 2000)])

  const damaged = new Blob([
    await file.text(),
    ...['{"kind":"template","value":{"schemaV":1,"id":"d","name":"D","text":"a {","savedAt":1}}', '\n'],
    ...['{"kind":"forgotten","value":7}', '\n'],
  ])
  expect(await readCopy(damaged, more)).toMatchObject({ unreadable: 2 })
})
