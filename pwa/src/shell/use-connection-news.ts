import { useEffect } from 'react'
import { waitingPrompts } from '#offline/outbox-state.ts'
import { useServices } from '#platform/services-context.tsx'
import { texts } from '#ui/texts/en.ts'

/** Says in the status line when the network goes and comes; the state at the start is no news. */
export function useConnectionNews(): void {
  const { outbox, announce } = useServices()
  useEffect(() => {
    const onOffline = () => announce(texts.connection.offline)
    const onOnline = () => announce(texts.connection.online(waitingPrompts(outbox.state.get()).length))
    addEventListener('offline', onOffline)
    addEventListener('online', onOnline)
    return () => {
      removeEventListener('offline', onOffline)
      removeEventListener('online', onOnline)
    }
  }, [outbox, announce])
}
