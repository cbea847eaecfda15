import 'react'

declare module 'react' {
  /** Values that style sheets of ours read. */
  interface CSSProperties {
    '--ratio'?: number
    '--width'?: string
    '--columns'?: number
    '--frame-width'?: string
    '--frame-height'?: string
  }
}
