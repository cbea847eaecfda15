import { useEffect, useState } from 'react'

/** A browser says that there is a network before everything goes through it: so often it is tried again, unasked. */
const QUIET_TRIES = 3
const QUIET_WAIT_MS = 2000

interface Loading {
  /** `away`: there is no network, and the picture is not kept on this device. */
  readonly state: 'loading' | 'shown' | 'failed' | 'away'
  /** Names the present try. */
  readonly tries: number
  readonly quietTries: number
}

/**
 * How far the loading of a picture is. One that is away comes by itself when the network is back.
 * @param isSeen whether it is in the page already: then it does not appear once more
 */
export function usePictureState(isSeen: boolean) {
  const [loading, setLoading] = useState<Loading>({ state: isSeen ? 'shown' : 'loading', tries: 0, quietTries: 0 })
  const { state, tries } = loading

  useEffect(() => {
    if (state !== 'away') return
    const tryAgain = () => setLoading((before) => ({ ...before, state: 'loading', tries: before.tries + 1 }))
    const timer = navigator.onLine ? setTimeout(tryAgain, QUIET_WAIT_MS) : undefined
    addEventListener('online', tryAgain)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', tryAgain)
    }
  }, [state])

  return {
    state,
    tries,
    shown: () => setLoading({ ...loading, state: 'shown' }),
    lost() {
      if (!navigator.onLine) setLoading({ state: 'away', tries, quietTries: QUIET_TRIES })
      else if (loading.quietTries > 0) setLoading({ state: 'away', tries, quietTries: loading.quietTries - 1 })
      else setLoading({ ...loading, state: 'failed' })
    },
    tryAgain: () => setLoading({ state: 'loading', tries: tries + 1, quietTries: 0 }),
  }
}
