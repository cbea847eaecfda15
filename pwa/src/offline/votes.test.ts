import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDatabase } from './database.ts'
import { createVotes, type Vote } from './votes.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

function openTab() {
  const database = createDatabase()
  return { database, ...createVotes(database) }
}

function vote(id: string, votedAt = 1, best?: string): Vote {
  return {
    id,
    votedAt,
    ...(best !== undefined && { best }),
    candidates: ['a', 'b'].map((model) => ({ model, label: model.toUpperCase() })),
  }
}

describe('votes', () => {
  it('are there again after a reload', async () => {
    const tab = openTab()
    await tab.add(vote('1'))
    await tab.add(vote('2', 2))
    const later = openTab()
    expect(later.state.get()).toEqual({ isRead: false, votes: [] })
    await later.read()
    expect(later.state.get()).toEqual({ isRead: true, votes: [vote('1'), vote('2', 2)] })
  })

  it('of two tabs are all kept, and the first one about the same pictures stands', async () => {
    const [one, other] = [openTab(), openTab()]
    await Promise.all([one.read(), other.read()])
    await Promise.all([one.add(vote('1')), other.add(vote('2', 2))])
    await other.add(vote('1', 3, 'b'))
    const later = openTab()
    await later.read()
    expect(later.state.get().votes).toEqual([vote('1'), vote('2', 2)])
  })

  it('that this version cannot read are left as they are', async () => {
    const { database, ...tab } = openTab()
    const newer = { id: '0', schema: 2 }
    await database.run((handle) => handle.put('settings', [newer, { ...vote('x'), candidates: [] }], 'votes'))
    await tab.add(vote('1'))
    await tab.read()
    expect(tab.state.get().votes).toEqual([vote('1')])
    const stored = await database.run((handle) => handle.get('settings', 'votes'))
    expect(stored).toEqual([newer, { ...vote('x'), candidates: [] }, vote('1')])
  })

  it('begin anew where something else stands in their place', async () => {
    const { database, ...tab } = openTab()
    await database.run((handle) => handle.put('settings', 'nonsense', 'votes'))
    await tab.read()
    expect(tab.state.get()).toEqual({ isRead: true, votes: [] })
    await tab.add(vote('1'))
    const later = openTab()
    await later.read()
    expect(later.state.get().votes).toEqual([vote('1')])
  })

  it('are the newest two thousand', async () => {
    const { database, ...tab } = openTab()
    const many = Array.from({ length: 2000 }, (_row, index) => vote(`${index}`, index))
    await database.run((handle) => handle.put('settings', many, 'votes'))
    await tab.add(vote('next', 9999))
    const later = openTab()
    await later.read()
    const ids = later.state.get().votes.map(({ id }) => id)
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([2000, '1', 'next'])
  })

  it('are gone when they are cleared', async () => {
    const tab = openTab()
    await tab.add(vote('1'))
    await tab.clear()
    expect(tab.state.get()).toEqual({ isRead: true, votes: [] })
    const later = openTab()
    await later.read()
    expect(later.state.get().votes).toEqual([])
  })

  it('count for as long as the page lives where the device has no database', async () => {
    indexedDB.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
    const tab = openTab()
    await expect(tab.read()).rejects.toThrow('not here')
    await expect(tab.add(vote('1'))).rejects.toThrow('not here')
    expect(tab.state.get()).toEqual({ isRead: false, votes: [vote('1')] })
    await expect(tab.clear()).rejects.toThrow('not here')
  })
})
