import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { navigate } from 'wouter/use-browser-location'

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string
  /** Kept in the history entry of the target. */
  readonly state?: unknown
}

/** A link within the app. New tabs, downloads and other buttons stay the browser's business. */
export function Link({ href, state, onClick, ...rest }: LinkProps) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (href === location.pathname) return
    navigate(href, { state })
    // An image opens over the gallery, which stays where it is.
    if (!href.startsWith('/g/')) scrollTo(0, 0)
  }
  return <a href={href} onClick={follow} {...rest} />
}
