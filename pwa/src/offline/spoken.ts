/** What the app is written in. English is complete in itself and everybody's if nothing else is known. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** Until a person chooses, the browser does. */
export const LANGUAGE_CHOICES = ['browser', ...LANGUAGES] as const
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number]

/** @param text what is stored, which may be anything */
export function asLanguageChoice(text: string | null | undefined): LanguageChoice {
  return LANGUAGE_CHOICES.find((choice) => choice === text) ?? 'browser'
}

/** Of the choice, in the settings of the device and in `localStorage`. */
export const LANGUAGE_KEY = 'language'

export interface Spoken {
  readonly language: Language
  /** The language as it is written where the person lives, for numbers and dates. */
  readonly locale: string
}

/** Language, script and region. What else a browser reports may be none that Intl takes, such as `en-US@posix`. */
const LOCALE = /^[a-z]{2}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i

/** @param preferred the languages of the browser, the best first */
export function spokenFor(choice: LanguageChoice, preferred: readonly string[]): Spoken {
  const known = preferred.flatMap((locale): Spoken[] => {
    const language = LANGUAGES.find(
      (each) => each === locale.slice(0, 2).toLowerCase() && !/^[a-z]/i.test(locale.slice(2)),
    )
    return language === undefined ? [] : [{ language, locale: LOCALE.test(locale) ? locale : language }]
  })
  if (choice === 'browser') return known[0] ?? { language: 'en', locale: 'en' }
  return known.find(({ language }) => language === choice) ?? { language: choice, locale: choice }
}
