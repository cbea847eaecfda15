import { type Language, spokenFor } from '#offline/spoken.ts'
import { loadOnce } from '#platform/late-part.ts'
import { readLanguageChoice } from '#platform/page-language.ts'
import type { ReportError } from '#platform/report-error.ts'
import { speak, type Translation } from '#ui/texts/translation.ts'

/** A translation that takes longer is none: the app starts in English. */
const WAIT_MS = 4000

/** English stands in the app itself; every other language is a file of its own. */
const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Translation>>> = {
  de: loadOnce(async () => (await import('#ui/texts/de/german.ts')).german),
}

/** Settles the language of the page, before anything is shown. It never keeps the app from starting. */
export async function startLanguage(reportError: ReportError, load = loaders): Promise<void> {
  const { language, locale } = spokenFor(readLanguageChoice(), navigator.languages)
  if (language === 'en') return speak({ locale })
  try {
    speak({ locale, words: await inTime(load[language]()) })
    document.documentElement.lang = language
  } catch (error) {
    // The frame in the page was in that language already.
    document.documentElement.lang = 'en'
    reportError({ error, where: 'language', level: 'WARNING' })
  }
}

function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, WAIT_MS, new Error(`The translation did not come in ${WAIT_MS} ms.`))
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
