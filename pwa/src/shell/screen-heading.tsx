import type { Place } from '#platform/addresses.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './shell.module.css'

/** What stands of a screen while its parts are on their way: its heading, where it will stay. */
export function ScreenHeading({ screen }: { screen: Exclude<Place['screen'], 'job'> }) {
  return screen !== 'nowhere' && <h1 className={styles.heading}>{texts.navigation[screen]}</h1>
}
