import { useState } from 'react'
import { useServices } from './services-context.tsx'
import { useObservable } from './use-observable.ts'

/** The latest sentence of the status line, for dialogs that cover it. What was said before they opened is over. */
export function SaidHere({ className }: { className?: string | undefined }) {
  const { statusLine } = useServices()
  const said = useObservable(statusLine)
  const [before] = useState(said)
  return (
    <p className={className} aria-live="polite">
      {said !== before && said}
    </p>
  )
}
