import type { Database } from './database.ts'

/** Where it stands among the settings. */
const KEY = 'sounds'

/** Whether this device makes sounds. Read anew each time: another tab may have changed it. */
export interface SoundChoice {
  readonly read: () => Promise<boolean>
  /** @throws where the device does not keep it */
  readonly write: (isOn: boolean) => Promise<void>
}

/** Off until a person has asked for them. */
export function createSoundChoice(database: Database): SoundChoice {
  return {
    read: () => database.run(async (handle) => (await handle.get('settings', KEY)) === true),
    async write(isOn) {
      await database.run((handle) => handle.put('settings', isOn, KEY))
    },
  }
}
