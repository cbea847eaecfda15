import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from './database.ts'
import { TEMPLATE_LIMITS } from './template-text.ts'
import { createTemplates, type Templates } from './templates.ts'

let database: Database
let templates: Templates
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  database = createDatabase()
  templates = createTemplates(database, () => 1000)
})

const animal = { id: 'a', name: 'Animal', text: 'a {animal} in the snow' }

describe('the templates of a device', () => {
  it('are there after a reload, by name', async () => {
    expect(await templates.save({ ...animal, id: 'b', name: ' Zoo ' })).toBeUndefined()
    expect(await templates.save(animal)).toBeUndefined()
    const later = createTemplates(createDatabase(), () => 2000)
    expect((await later.read()).map(({ name }) => name)).toEqual(['Animal', 'Zoo'])
  })

  it('keep one of each name, whatever its case, but let a template keep its own', async () => {
    await templates.save(animal)
    expect(await templates.save({ ...animal, id: 'b', name: 'ÁNIMAL' })).toBe('same-name')
    expect(await templates.save({ ...animal, text: 'another {thing}' })).toBeUndefined()
    expect((await templates.read()).map(({ text }) => text)).toEqual(['another {thing}'])
  })

  it.each([
    [{ name: ' ' }, 'no-name'],
    [{ name: 'x'.repeat(TEMPLATE_LIMITS.name + 1) }, 'long-name'],
    [{ text: '\n' }, 'no-text'],
    [{ text: 'x'.repeat(TEMPLATE_LIMITS.text + 1) }, 'long-text'],
    [{ text: 'a {fox' }, 'unclosed'],
  ])('refuse %j and change nothing', async (change, problem) => {
    expect(await templates.save({ ...animal, ...change })).toBe(problem)
    expect(await templates.read()).toEqual([])
  })

  it('are at most 200, which can still be changed', async () => {
    for (let index = 0; index < TEMPLATE_LIMITS.templates; index += 1) {
      await templates.save({ ...animal, id: `${index}`, name: `Animal ${index}` })
    }
    expect(await templates.save({ ...animal, id: 'more', name: 'One more' })).toBe('too-many')
    expect(await templates.save({ ...animal, id: '7', name: 'Renamed' })).toBeUndefined()
  })

  it('come back when their removal is undone', async () => {
    await templates.save(animal)
    const undo = await templates.remove('a')
    expect(await templates.read()).toEqual([])
    await undo()
    expect(await templates.read()).toMatchObject([animal])
  })

  it('leave rows of a newer version as they are, and do not show them', async () => {
    const newer = { schemaV: 2, id: 'n', title: 'of a newer version' }
    await database.run((handle) => handle.put('templates', newer))
    await templates.save(animal)
    expect(await templates.read()).toMatchObject([animal])
    expect(await database.run((handle) => handle.get('templates', 'n'))).toEqual(newer)
  })

  it('know what their blanks were last filled with', async () => {
    expect(await templates.lastValues('a')).toEqual(new Map())
    await templates.keepValues('a', new Map([['animal', 'fox']]))
    await templates.keepValues('a', new Map([['animal', 'hen']]))
    expect(await templates.lastValues('a')).toEqual(new Map([['animal', 'hen']]))
  })
})
