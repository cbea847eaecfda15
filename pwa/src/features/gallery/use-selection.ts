import { useCallback, useMemo, useRef, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { NOTHING_SELECTED, toggled, withRange } from './selection.ts'

/**
 * What is chosen, of everything there is, also where a search shows only a part of it.
 * @param items everything, newest first
 * @param found what is shown: ranges go through it
 */
export function useSelection(items: readonly GalleryEntry[], found: readonly GalleryEntry[]) {
  const [selection, setSelection] = useState(NOTHING_SELECTED)
  // What tiles call stays the same function, so that a choice draws only the tiles anew that it changes.
  const now = useRef({ selection, found })
  now.current = { selection, found }

  const choose = useCallback((index: number, isRange: boolean) => {
    const { selection: before, found: order } = now.current
    const id = order[index]?.id
    if (isRange) setSelection(withRange(before, { order, to: index, from: index }))
    else if (id !== undefined) setSelection(toggled(before, id))
  }, [])
  const chooseRange = useCallback(
    (from: number, to: number) =>
      setSelection(withRange(now.current.selection, { order: now.current.found, to, from })),
    [],
  )
  const leave = useCallback(() => setSelection(NOTHING_SELECTED), [])
  const begin = useCallback(() => setSelection({ ...NOTHING_SELECTED, isOn: true }), [])
  const chosen = useMemo(
    () => (selection.ids.size === 0 ? [] : items.filter(({ id }) => selection.ids.has(id))),
    [items, selection.ids],
  )
  return { selection, chosen, choose, chooseRange, leave, begin }
}
