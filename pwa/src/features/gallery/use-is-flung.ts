import { useEffect, useState } from 'react'

/** The list counts as flung for so long after each jump. */
const FLUNG_MS = 120

/** Whether the list passes by faster than anybody can look: by more than a window at once. */
export function useIsFlung(): boolean {
  const [isFlung, setIsFlung] = useState(false)
  useEffect(() => {
    let last = scrollY
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const jump = Math.abs(scrollY - last)
      last = scrollY
      if (jump < innerHeight) return
      setIsFlung(true)
      clearTimeout(timer)
      timer = setTimeout(() => setIsFlung(false), FLUNG_MS)
    }
    addEventListener('scroll', look, { passive: true })
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', look)
    }
  }, [])
  return isFlung
}
