import type { ReactNode } from 'react'
import styles from './image-view.module.css'

/** One line of what is known of a picture. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
