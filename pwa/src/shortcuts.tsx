import { Suspense, useEffect, useState } from 'react'
import { loadPart } from '#platform/load-screen.ts'

const Everywhere = loadPart(
  async () => (await import('./everywhere.tsx')).Everywhere,
  () => undefined,
)

/** The keys that every screen has come after everything else: the links and boxes are there without them. */
export function Shortcuts() {
  const [isLoaded, setIsLoaded] = useState(false)
  useEffect(() => {
    const load = () => setIsLoaded(true)
    if (document.readyState === 'complete') load()
    addEventListener('load', load)
    return () => removeEventListener('load', load)
  }, [])
  return <Suspense>{isLoaded && <Everywhere />}</Suspense>
}
