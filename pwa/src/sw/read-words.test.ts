import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { createDatabase } from '#offline/database.ts'
import { createSettingsStore } from '#offline/settings-store.ts'
import { LANGUAGE_KEY } from '#offline/spoken.ts'
import { readWords } from './read-words.ts'

it('says what waits in the language of the browser until one is chosen on the device, and then in that', async () => {
  const read = async (amount: number) => {
    // As after the start of another worker: only what is on the disk is known.
    const words = await readWords(createSettingsStore(createDatabase()), ['en-US', 'de'])
    return words.waiting(amount)
  }
  expect(await read(2)).toBe('2 prompts wait. Open the app to send.')
  await createSettingsStore(createDatabase()).write(LANGUAGE_KEY, 'de')
  expect(await read(1)).toBe('1 Prompt wartet. Zum Senden die App öffnen.')
  expect(await read(2)).toBe('2 Prompts warten. Zum Senden die App öffnen.')
})
