import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { type GallerySearch, type KeptPlace, type Place, rememberedPlace, rememberPlace } from './kept-place.ts'

/** Browsers take about three changes of a history entry in a second, and refuse more. */
const REST_MS = 350

/** Leaves word of search and place in the history entry, when both have come to rest. */
export function useRememberedView(search: GallerySearch): {
  readonly kept: RefObject<KeptPlace>
  readonly onPlace: (place: Place | undefined) => void
} {
  const { after } = useServices()
  const kept = useRef<KeptPlace>(rememberedPlace() ?? { search })
  const callOff = useRef<() => void>(undefined)

  const keep = useCallback(
    (change: Partial<KeptPlace>) => {
      kept.current = { ...kept.current, ...change }
      callOff.current?.()
      callOff.current = after(REST_MS, () => rememberPlace(kept.current))
    },
    [after],
  )
  useEffect(() => keep({ search }), [keep, search])
  // The entry of the next screen is none of the gallery's.
  useEffect(() => () => callOff.current?.(), [])
  return { kept, onPlace: useCallback((place) => keep({ place }), [keep]) }
}
