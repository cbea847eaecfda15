import { useEffect, useState } from 'react'
import { useServices } from './services-context.tsx'

const TICK_MS = 1000

/** The time, anew each second while somebody counts; milliseconds. */
export function useNow(isCounting: boolean): number {
  const { now, after } = useServices()
  const [time, setTime] = useState(now)
  useEffect(() => {
    if (!isCounting) return
    let cancel = () => {}
    const tick = () => {
      setTime(now())
      cancel = after(TICK_MS, tick)
    }
    tick()
    return () => cancel()
  }, [isCounting, now, after])
  return time
}
