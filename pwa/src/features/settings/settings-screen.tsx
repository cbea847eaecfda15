import type { ReactNode } from 'react'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { Button } from '#ui/button.tsx'
import { EVERYWHERE_KEYS } from '#ui/keys/later-keys.ts'
import { texts } from '#ui/texts/en.ts'
import { settingsTexts } from '#ui/texts/settings.ts'
import { speedTexts } from '#ui/texts/speed.ts'
import { themeTexts } from '#ui/texts/theme.ts'
import { AboutApp } from './about-app.tsx'
import { DeviceCopy } from './device-copy.tsx'
import { KeepingData } from './keeping-data.tsx'
import { LanguageSetting } from './language-setting.tsx'
import { ModelStates } from './model-states.tsx'
import { OfflineState } from './offline-state.tsx'
import styles from './settings.module.css'
import { SoundSwitch } from './sound-switch.tsx'
import { SpeedChoice } from './speed-choice.tsx'
import { SpeedFigures } from './speed-figures.tsx'
import { StorageUse } from './storage-use.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import { WhoCanSee } from './who-can-see.tsx'

/** What this device holds and what the app may do on it. */
export function SettingsScreen({ onShowKeys }: { onShowKeys: () => void }) {
  return (
    <div className={styles.screen}>
      <ScreenTitle screen={texts.navigation.settings} />
      <h1 className={styles.heading}>{texts.navigation.settings}</h1>
      <Section title={themeTexts.title}>
        <ThemeChoice />
      </Section>
      <Section title={settingsTexts.language}>
        <LanguageSetting />
      </Section>
      <Section title={settingsTexts.storage}>
        <StorageUse />
      </Section>
      <Section title={settingsTexts.keeping}>
        <KeepingData />
      </Section>
      <Section title={settingsTexts.data}>
        <DeviceCopy />
      </Section>
      <Section title={settingsTexts.sounds}>
        <SoundSwitch />
      </Section>
      <Section title={settingsTexts.offline}>
        <OfflineState />
      </Section>
      <Section title={settingsTexts.models}>
        <ModelStates />
      </Section>
      <Section title={settingsTexts.visibility}>
        <WhoCanSee />
      </Section>
      <Section title={settingsTexts.keys}>
        <Button
          label={settingsTexts.showKeys}
          aria-keyshortcuts={EVERYWHERE_KEYS.help.join(' ')}
          onClick={onShowKeys}
        />
      </Section>
      <Section title={settingsTexts.about}>
        <AboutApp />
      </Section>
      <Section title={speedTexts.title}>
        <SpeedChoice />
        <SpeedFigures />
      </Section>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  )
}
