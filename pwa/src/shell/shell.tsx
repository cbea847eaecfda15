import type { ReactNode } from 'react'
import type { Place } from '#platform/addresses.ts'
import { Navigation } from './navigation.tsx'
import { NoticeBar } from './notice-bar.tsx'
import styles from './shell.module.css'
import { StatusLine } from './status-line.tsx'
import { useConnectionNews } from './use-connection-news.ts'

/** The frame around every screen: the way around, the status line, the screen. */
export function Shell({ screen, children }: { screen: Place['screen']; children: ReactNode }) {
  useConnectionNews()
  return (
    <div className={styles.shell}>
      <Navigation screen={screen} />
      <NoticeBar />
      <main className={styles.main}>
        <StatusLine />
        {children}
      </main>
    </div>
  )
}
