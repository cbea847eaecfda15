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

  it('freezes the same body under the same id, also after a reload', async () => {
    const { draft } = setUp()
    const frozen = await draft.freeze('{"prompt":"a fox"}')
    expect(await draft.freeze('{"prompt":"a fox"}')).toEqual(frozen)
    const next = setUp().draft
    await next.load()
    expect(await next.freeze('{"prompt":"a fox"}')).toEqual(frozen)
  })

  it('gives another body an id of its own once one was frozen', async () => {
    const { draft } = setUp()
    const frozen = await draft.freeze('{"prompt":"a fox"}')
    expect((await draft.freeze('{"prompt":"two foxes"}')).jobId).not.toBe(frozen.jobId)
  })

  it('is empty and has a new id after it was accepted', async () => {
    const { draft } = setUp()
    draft.setText('a fox')
    const frozen = await draft.freeze('{"prompt":"a fox"}')
    draft.accept(frozen, 'a fox')
    expect(draft.state.get().text).toBe('')
    expect((await draft.freeze('{"prompt":"a fox"}')).jobId).not.toBe(frozen.jobId)
  })

  it('keeps the text that was typed while the earlier one was on its way', async () => {
    const { draft } = setUp()
    draft.setText('a fox')
    const frozen = await draft.freeze('{"prompt":"a fox"}')
    draft.setText('a hen')
    draft.accept(frozen, 'a fox')
    expect(draft.state.get().text).toBe('a hen')
  })
})
