import { ADDRESSES, type Place } from '#platform/addresses.ts'
import { Link } from '#platform/link.tsx'
import { Icon } from '#ui/icon.tsx'
import { texts } from '#ui/texts/en.ts'
import { BrandMark } from './brand-mark.tsx'
import styles from './shell.module.css'

const LINKS = [
  { href: ADDRESSES.create, icon: 'create', screens: ['create', 'job'] },
  { href: ADDRESSES.gallery, icon: 'gallery', screens: ['gallery'] },
  { href: ADDRESSES.outbox, icon: 'outbox', screens: ['outbox'] },
  { href: ADDRESSES.settings, icon: 'settings', screens: ['settings'] },
] as const satisfies readonly { screens: readonly Place['screen'][]; [name: string]: unknown }[]

/** The way around: a bar below on phones, a rail at the side on wide windows. */
export function Navigation({ screen }: { screen: Place['screen'] }) {
  return (
    <nav className={styles.navigation} aria-label={texts.navigation.label}>
      <span className={styles.brand}>
        <BrandMark />
        <span className="sr-only">{texts.app.name}</span>
      </span>
      <ul className={styles.links}>
        {LINKS.map(({ href, icon, screens }) => {
          const isCurrent = screens.some((each) => each === screen)
          return (
            <li key={href}>
              <Link href={href} className={styles.link} {...(isCurrent && { 'aria-current': 'page' })}>
                <Icon name={icon} />
                {texts.navigation[icon]}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
