import { LanguageChoice } from '#offline/language.ts'
import type { SettingsStore } from '#offline/settings-store.ts'
import { LANGUAGE_KEY, spokenFor } from '#offline/spoken.ts'
import { workerTexts } from '#ui/texts/worker.ts'

/** The worker's words in the language that was chosen on this device. @param preferred the languages of the browser */
export async function readWords(settings: Pick<SettingsStore, 'read'>, preferred: readonly string[]) {
  const choice = (await settings.read(LANGUAGE_KEY, LanguageChoice)) ?? 'browser'
  return workerTexts[spokenFor(choice, preferred).language]
}
