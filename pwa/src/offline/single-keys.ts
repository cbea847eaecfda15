import * as v from 'valibot'
import { createObservable, type Observable } from './observable.ts'
import type { SettingsStore } from './settings-store.ts'

const KEY = 'singleKeys'

/** Whether characters alone, without Ctrl, are shortcuts on this device. */
export interface SingleKeys {
  readonly areOn: Observable<boolean>
  readonly choose: (areOn: boolean) => Promise<unknown>
}

export async function openSingleKeys(settings: SettingsStore): Promise<SingleKeys> {
  const areOn = createObservable((await settings.read(KEY, v.boolean())) ?? true)
  return {
    areOn,
    choose(next) {
      areOn.set(next)
      return settings.write(KEY, next)
    },
  }
}
