import * as v from 'valibot'
import { createObservable, type Observable } from './observable.ts'
import type { SettingsStore } from './settings-store.ts'

const KEY = 'modelChoice'

export interface ModelChoice {
  /** Ids of the chosen models; undefined until the user has chosen, then the deployment's defaults hold. */
  readonly ids: Observable<readonly string[] | undefined>
  readonly load: () => Promise<void>
  readonly choose: (ids: readonly string[]) => Promise<void>
}

export function createModelChoice(settings: SettingsStore): ModelChoice {
  const ids = createObservable<readonly string[] | undefined>(undefined)
  return {
    ids,
    async load() {
      const stored = await settings.read(KEY, v.array(v.string()))
      if (ids.get() === undefined) ids.set(stored)
    },
    async choose(chosen) {
      ids.set(chosen)
      await settings.write(KEY, chosen)
    },
  }
}
