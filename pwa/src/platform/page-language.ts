import * as v from 'valibot'
import { LANGUAGE_KEY, LanguageChoice } from '#offline/language.ts'

/** Read before anything is shown, which a database would be too late for. Blocked storage is as good as no choice. */
export function readLanguageChoice(): LanguageChoice {
  try {
    const stored = v.safeParse(LanguageChoice, localStorage.getItem(LANGUAGE_KEY))
    return stored.success ? stored.output : 'browser'
  } catch {
    return 'browser'
  }
}

/** Answers false where the browser refuses to keep it. */
export function writeLanguageChoice(choice: LanguageChoice): boolean {
  try {
    localStorage.setItem(LANGUAGE_KEY, choice)
    return true
  } catch {
    return false
  }
}
