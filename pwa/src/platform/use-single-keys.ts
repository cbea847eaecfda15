import { useEffect, useState } from 'react'
import { createObservable } from '#offline/observable.ts'
import type { SingleKeys } from '#offline/single-keys.ts'
import { useServices } from './services-context.tsx'
import { useObservable } from './use-observable.ts'

/** Until it is known, they are off: nothing happens that somebody has turned off. */
const UNREAD: SingleKeys = { areOn: createObservable(false), choose: async () => undefined }

/** Whether characters alone are shortcuts, and the way to choose. */
export function useSingleKeys(): { areOn: boolean; isKnown: boolean; choose: SingleKeys['choose'] } {
  const { singleKeys, reportError } = useServices()
  const [store, setStore] = useState(UNREAD)
  useEffect(() => {
    singleKeys().then(setStore, (error: unknown) => reportError({ error, where: 'keys', level: 'WARNING' }))
  }, [singleKeys, reportError])
  return { areOn: useObservable(store.areOn), isKnown: store !== UNREAD, choose: store.choose }
}
