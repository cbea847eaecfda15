import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createManualOutbox, idOf } from '../manual-outbox.ts'
import { createManualTiming } from '../manual-timing.ts'
import { createDatabase } from './database.ts'
import { createDraft } from './draft.ts'
import { createSettingsStore } from './settings-store.ts'
import { createSubmitPrompt } from './submit-prompt.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

function openTab() {
  let minted = 100
  const mintId = () => {
    minted += 1
    return idOf(minted)
  }
  const { changes, store } = createManualOutbox()
  const settings = createSettingsStore(createDatabase())
  const draft = createDraft({ settings, timing: createManualTiming(), mintId })
  const submitPrompt = createSubmitPrompt({ outbox: changes, draft, mintId })
  const press = (text: string) => {
    draft.setText(text)
    return submitPrompt({ text, options: {} })
  }
  return { draft, store, press, submitPrompt }
}

describe('a submitted prompt', () => {
  it("waits in the outbox under the draft's id, and the draft begins anew", async () => {
    const { draft, store, press } = openTab()
    const id = draft.id()
    expect(await press('a fox ')).toMatchObject({ kind: 'saved' })
    const { records } = await store.readOpen()
    expect(records).toMatchObject([{ id, body: '{"prompt":"a fox"}', state: 'queued' }])
    expect(draft.state.get().text).toBe('')
    expect(draft.id()).not.toBe(id)
  })

  it('is one prompt, however quickly it is pressed twice', async () => {
    const { store, press, submitPrompt } = openTab()
    const outcomes = await Promise.all([press('a fox'), submitPrompt({ text: 'a fox', options: {} })])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'repeated'])
    expect((await store.readOpen()).records).toHaveLength(1)
  })

  it('loses no text where two tabs have the same draft', async () => {
    const [one, other] = [openTab(), openTab()]
    expect(one.draft.id()).toBe(other.draft.id())
    await one.press('a fox')
    await other.press('a hen')
    const { records } = await one.store.readOpen()
    expect(records.map(({ about }) => about.prompt)).toEqual(['a fox', 'a hen'])
  })

  it('stays in the box where the device cannot keep it', async () => {
    const { draft, press } = openTab()
    indexedDB.open = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    expect(await press('a fox')).toMatchObject({ kind: 'failed' })
    expect(draft.state.get().text).toBe('a fox')
  })
})
