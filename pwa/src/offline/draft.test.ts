import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { mintJobId } from '#contract/ids.ts'
import { createManualTiming } from '../manual-timing.ts'
import { createDatabase } from './database.ts'
import { createDraft } from './draft.ts'
import { createSettingsStore } from './settings-store.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

function setUp() {
  const timing = createManualTiming()
  const mintId = () => mintJobId(timing.now(), (bytes) => crypto.getRandomValues(bytes))
  return { timing, draft: createDraft({ settings: createSettingsStore(createDatabase()), timing, mintId }) }
}

describe('the draft', () => {
  it('is there again after a reload, with its options', async () => {
    const { draft } = setUp()
    draft.setText('a fox')
    draft.setOptions({ seed: '7', publish: false })
    await draft.save()
    const next = setUp().draft
    await next.load()
    expect(next.state.get()).toEqual({ text: 'a fox', options: { seed: '7', negativePrompt: '', publish: false } })
  })

  it('is saved a moment after the last key, not at each', async () => {
    const { draft, timing } = setUp()
    draft.setText('a')
    draft.setText('a fox')
    expect(timing.waits()).toEqual([300])
  })

  it('keeps what was typed before the stored text had arrived', async () => {
    const first = setUp().draft
    first.setText('old')
    await first.save()
    const { draft } = setUp()
    const loaded = draft.load()
    draft.setText('new')
    await loaded
    expect(draft.state.get().text).toBe('new')
  })

  it('has the same id after a reload, and another one once it was submitted', async () => {
    const { draft } = setUp()
    draft.setText('a fox')
    await draft.save()
    const next = setUp().draft
    await next.load()
    expect(next.id()).toBe(draft.id())
    next.submitted(draft.id(), 'a fox')
    expect(next.id()).not.toBe(draft.id())
  })

  it('is empty after it was submitted, with the options for the next prompt', () => {
    const { draft } = setUp()
    draft.setText('a fox')
    draft.setOptions({ seed: '7' })
    draft.submitted(draft.id(), 'a fox')
    expect(draft.state.get()).toEqual({ text: '', options: { seed: '7', negativePrompt: '' } })
  })

  it('keeps the text that was typed while the earlier one was being saved', () => {
    const { draft } = setUp()
    draft.setText('a fox')
    const id = draft.id()
    draft.setText('a hen')
    draft.submitted(id, 'a fox')
    expect(draft.state.get().text).toBe('a hen')
  })
})
