import { asLanguageChoice, LANGUAGE_KEY, type LanguageChoice } from '#offline/spoken.ts'
import { readLocal, writeLocal } from './local-value.ts'

/** Read before anything is shown, which a database would be too late for. Blocked storage is as good as no choice. */
export function readLanguageChoice(): LanguageChoice {
  return asLanguageChoice(readLocal(LANGUAGE_KEY))
}

/** Answers false where the browser refuses to keep it. */
export function writeLanguageChoice(choice: LanguageChoice): boolean {
  return writeLocal(LANGUAGE_KEY, choice)
}
