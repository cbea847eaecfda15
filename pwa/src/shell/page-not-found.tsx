import { ADDRESSES } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { ScreenTitle } from '#platform/screen-title.tsx'
import { buttonLook } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './shell.module.css'

export function PageNotFound() {
  return (
    <div className={styles.notice}>
      <ScreenTitle screen={texts.nowhere.title} />
      <h1>{texts.nowhere.title}</h1>
      <p>{texts.nowhere.text}</p>
      <Link href={ADDRESSES.create} className={buttonLook('primary')}>
        {texts.common.writePrompt}
      </Link>
    </div>
  )
}
