import { useEffect, useState } from 'react'
import { useServices } from './services-context.tsx'

const TICK_MS = 1000

/** The time, anew each second while somebody counts; milliseconds. */
export function useNow(isCounting: boolean): number {
  const { now } = useServices()
  const [time, setTime] = useState(now)
  useEffect(() => {
    if (!isCounting) return
    setTime(now())
    const timer = setInterval(() => setTime(now()), TICK_MS)
    return () => clearInterval(timer)
  }, [isCounting, now])
  return time
}
