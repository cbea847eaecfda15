import * as v from 'valibot'
import { LANGUAGE_KEY, LanguageChoice } from '#offline/language.ts'
import { readLocal, writeLocal } from './local-value.ts'

/** Read before anything is shown, which a database would be too late for. Blocked storage is as good as no choice. */
export function readLanguageChoice(): LanguageChoice {
  const stored = v.safeParse(LanguageChoice, readLocal(LANGUAGE_KEY))
  return stored.success ? stored.output : 'browser'
}

/** Answers false where the browser refuses to keep it. */
export function writeLanguageChoice(choice: LanguageChoice): boolean {
  return writeLocal(LANGUAGE_KEY, choice)
}
