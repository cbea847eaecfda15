import { useState } from 'react'
import { LANGUAGES, type Language, type LanguageChoice } from '#offline/spoken.ts'
import { readLanguageChoice } from '#platform/page-language.ts'
import { useServices } from '#platform/services-context.tsx'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

/** Each in its own words, so that whoever is lost in another language finds it. */
const NATIVE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

/** The language of the app. It is another one after the page is loaded anew, which keeps the draft. */
export function LanguageSetting() {
  const { device, draft, announce } = useServices()
  const [choice, setChoice] = useState(readLanguageChoice)

  async function choose(next: LanguageChoice) {
    setChoice(next)
    const [isKept] = await Promise.all([device.keepLanguage(next), draft.save()])
    if (isKept) return location.reload()
    setChoice(choice)
    announce(settingsTexts.notChanged)
  }

  return (
    <div role="radiogroup" aria-label={settingsTexts.language} className={styles.choices}>
      {LANGUAGES.map((language) => (
        <label key={language} className={styles.choice} lang={language}>
          <input type="radio" name="language" checked={choice === language} onChange={() => choose(language)} />
          {NATIVE_NAMES[language]}
        </label>
      ))}
      <label className={styles.choice}>
        <input type="radio" name="language" checked={choice === 'browser'} onChange={() => choose('browser')} />
        {settingsTexts.asBrowser}
      </label>
    </div>
  )
}
