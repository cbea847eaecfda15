import * as v from 'valibot'
import type { Api } from '#api/api.ts'
import { ModelsAnswer } from '#contract/models.ts'
import { createObservable, type Observable } from './observable.ts'
import type { SettingsStore } from './settings-store.ts'

const KEY = 'modelList'
const Stored = v.object({ answer: ModelsAnswer, readAt: v.number() })

/** `answer` is the last list that this device has seen, `readAt` when, in milliseconds. */
export interface ModelListState {
  readonly state: 'loading' | 'loaded' | 'error'
  readonly answer?: ModelsAnswer
  readonly readAt?: number
}

export interface ModelList {
  readonly state: Observable<ModelListState>
  /** The list of the last visit, so that the picker stands before the server has answered. */
  readonly load: () => Promise<void>
  readonly refresh: () => Promise<void>
}

interface ModelListTools {
  readonly api: Pick<Api, 'models'>
  readonly settings: SettingsStore
  readonly now: () => number
  readonly mintId: () => string
}

export function createModelList({ api, settings, now, mintId }: ModelListTools): ModelList {
  const state = createObservable<ModelListState>({ state: 'loading' })
  return {
    state,
    async load() {
      const stored = await settings.read(KEY, Stored)
      if (stored !== undefined && state.get().answer === undefined) state.set({ ...state.get(), ...stored })
    },
    async refresh() {
      state.set({ ...state.get(), state: 'loading' })
      const answer = await api.models({ correlationId: mintId() })
      if (!answer.ok) {
        state.set({ ...state.get(), state: 'error' })
        return
      }
      const read = { answer: answer.value, readAt: now() }
      state.set({ state: 'loaded', ...read })
      await settings.write(KEY, read)
    },
  }
}
