import { useId, useState } from 'react'
import { chooseTheme, useTheme } from '#platform/theme.ts'
import { THEMES } from '#platform/theme-names.ts'
import { themeTexts } from '#ui/texts/theme.ts'
import styles from './settings.module.css'

/** Light, dark, or as the system has it. */
export function ThemeChoice() {
  const theme = useTheme()
  const name = useId()
  const [isKept, setIsKept] = useState(true)
  return (
    <>
      <div role="radiogroup" aria-label={themeTexts.title} className={styles.choices}>
        {THEMES.map((each) => (
          <label key={each} className={styles.choice}>
            <input type="radio" name={name} checked={each === theme} onChange={() => setIsKept(chooseTheme(each))} />
            {themeTexts.names[each]}
          </label>
        ))}
      </div>
      {!isKept && <p role="alert">{themeTexts.notKept}</p>}
    </>
  )
}
