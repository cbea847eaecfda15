import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './button.module.css'
import { Icon, type IconName } from './icon.tsx'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'plain' | 'quiet'
  readonly icon?: IconName
  /** The accessible name and, unless `iconOnly`, what is seen. */
  readonly label: string
  readonly iconOnly?: boolean
  readonly children?: ReactNode
}

export function Button({ look = 'plain', icon, label, iconOnly = false, children, className, ...rest }: ButtonProps) {
  const names = [styles.button, styles[look], iconOnly && styles.iconOnly, className].filter(Boolean).join(' ')
  return (
    <button type="button" className={names} {...(iconOnly && { 'aria-label': label, title: label })} {...rest}>
      {icon !== undefined && <Icon name={icon} />}
      {!iconOnly && label}
      {children}
    </button>
  )
}

/** For links that lead on and look like the one thing to do next. */
export function buttonLook(look: 'primary' | 'plain' | 'quiet'): string {
  return `${styles.button} ${styles[look]}`
}
