import { describe, expect, it } from 'vitest'
import { createObservable } from '#offline/observable.ts'
import { UNREAD_OUTBOX } from '#offline/outbox-state.ts'
import { queuedRecord } from '#offline/prompt-record.ts'
import { createManualAttention } from '../manual-attention.ts'
import { idOf } from '../manual-outbox.ts'
import { createManualTiming, settle } from '../manual-timing.ts'
import { type AppState, createAppUpdates } from './app-updates.ts'
import type { AppWorkerEvents } from './app-worker.ts'
import { createNotices } from './notices.ts'
import { createUpdateNotices } from './update-notices.ts'

const HOUR_MS = 3_600_000

/** A page whose service worker does what the test says. */
async function openPage() {
  const seen = { checks: 0, takeOvers: 0, reloads: 0, saves: 0, said: [] as string[] }
  const events: Partial<AppWorkerEvents> = {}
  const readiness = { version: 'a1', files: 3, total: 3, bytes: 10 }
  const timing = createManualTiming()
  const attention = createManualAttention()
  const outboxState = createObservable(UNREAD_OUTBOX)
  const draftState = createObservable({ text: '', options: { seed: '', negativePrompt: '' } })
  const notices = createNotices()
  const state = createObservable<AppState>({ update: 'unknown' })
  const updates = createAppUpdates({
    ...{ state, timing, attention, outboxState },
    worker: {
      async register(given) {
        Object.assign(events, given)
      },
      readiness: async () => ({ ...readiness }),
      async check() {
        seen.checks += 1
      },
      takeOver() {
        seen.takeOvers += 1
      },
    },
    draft: {
      state: draftState,
      async save() {
        seen.saves += 1
      },
    },
    notices: createUpdateNotices(notices, (sentence) => seen.said.push(sentence)),
    reload: () => {
      seen.reloads += 1
    },
    onTrouble: (error) => {
      throw error
    },
  })
  await updates.start()
  async function press(label: string) {
    await notices.current
      .get()
      ?.actions.find((action) => action.label === label)
      ?.onPress()
    await settle()
  }
  async function happen(event: keyof AppWorkerEvents) {
    events[event]?.()
    await settle()
  }
  const about = { prompt: 'a red fox in a birch forest', models: [] }
  const record = queuedRecord({ id: idOf(1), body: '', correlationId: '', about }, { seq: 1, now: 0 })
  return {
    ...{ seen, readiness, timing, attention, notices, state, updates, press, happen },
    type: (text: string) => draftState.set({ ...draftState.get(), text }),
    beginSending: () => outboxState.set({ ...UNREAD_OUTBOX, records: [{ ...record, state: 'sending' }] }),
    async endSending() {
      outboxState.set(UNREAD_OUTBOX)
      await settle()
    },
    words: () => notices.current.get()?.text,
  }
}

describe('the versions of the app', () => {
  it('are called ready only where every file is there', async () => {
    const page = await openPage()
    page.readiness.files = 2
    await page.happen('onInstalled')
    expect(page.seen.said).toEqual([])
    page.readiness.files = 3
    await page.happen('onInstalled')
    expect(page.seen.said).toEqual(['Ready to use offline.'])
  })

  it('are known as not there where the first one could not be loaded whole', async () => {
    const page = await openPage()
    expect(page.state.get().hasFailed).toBeUndefined()
    await page.happen('onFailed')
    expect(page.state.get().hasFailed).toBe(true)
  })

  it('are offered, and taken after a press, the text first', async () => {
    const page = await openPage()
    page.type('half a prompt')
    await page.happen('onWaiting')
    expect([page.words(), page.seen.takeOvers]).toEqual(['A new version is ready.', 0])
    expect(page.seen.said).toEqual(['A new version is ready.'])
    await page.press('Update')
    expect([page.seen.saves, page.seen.takeOvers, page.seen.reloads]).toEqual([1, 1, 0])
    await page.happen('onTakenOver')
    await page.happen('onTakenOver')
    expect(page.seen.reloads).toBe(1)
  })

  it('wait for what is being sent', async () => {
    const page = await openPage()
    page.beginSending()
    await page.happen('onWaiting')
    await page.press('Update')
    expect([page.words(), page.seen.takeOvers]).toEqual(['Updates when “a red fox in a birch for…” is sent.', 0])
    await page.endSending()
    expect(page.seen.takeOvers).toBe(1)
  })

  it('wait no longer after a Later', async () => {
    const page = await openPage()
    page.beginSending()
    await page.happen('onWaiting')
    await page.press('Update')
    await page.press('Later')
    await page.endSending()
    expect(page.seen.takeOvers).toBe(0)
  })

  it.each([
    ['a text in the box', (page: Awaited<ReturnType<typeof openPage>>) => page.type('half a prompt')],
    ['a prompt on its way', (page: Awaited<ReturnType<typeof openPage>>) => page.beginSending()],
  ])('never reload a page with %s because another tab has updated', async (_what, make) => {
    const page = await openPage()
    make(page)
    await page.happen('onTakenOver')
    expect([page.words(), page.seen.reloads]).toEqual(['A new version is ready.', 0])
    page.type('')
    await page.endSending()
    await page.press('Update')
    expect(page.seen.reloads).toBe(1)
  })

  it('are taken by themselves when nobody looks and nothing is written or sent', async () => {
    const page = await openPage()
    await page.happen('onWaiting')
    page.type('half a prompt')
    page.attention.rest()
    await settle()
    expect(page.seen.takeOvers).toBe(0)
    page.type('')
    page.attention.rest()
    await settle()
    expect(page.seen.takeOvers).toBe(1)
  })

  it('are looked for each hour, and when somebody looks again', async () => {
    const page = await openPage()
    await page.timing.advance(2 * HOUR_MS)
    expect(page.seen.checks).toBe(2)
    page.attention.wake()
    await settle()
    expect(page.seen.checks).toBe(3)
    expect(page.state.get().update).toBe('current')
  })
})
