import { useEffect, useLayoutEffect, useRef } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { RowLayout } from '#ui/layout-rows.ts'
import { indexOfId, type Place, rememberedPlace } from './kept-place.ts'

interface KeptPlaceTools {
  readonly items: readonly GalleryEntry[]
  readonly layout: RowLayout
  /** Of the list in the page, in pixels. */
  readonly top: number
  /** Another search is another list: it begins at its beginning. */
  readonly listKey: string
  /** A tile to go to. */
  readonly jump: { readonly index: number } | undefined
  readonly onPlace: (place: Place | undefined) => void
}

/** A hand on the page: from then on the window stands where the person puts it. */
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/**
 * Keeps what is looked at where it is, while tiles come and go and the window changes its width, and finds it again after
 * a reload or a way back.
 */
export function useKeptPlace({ items, layout, top, listKey, jump, onPlace }: KeptPlaceTools): void {
  const place = useRef<Place | undefined>(undefined)
  const wanted = useRef(rememberedPlace()?.place)
  const lastKey = useRef(listKey)

  useLayoutEffect(() => {
    if (lastKey.current !== listKey) {
      lastKey.current = listKey
      place.current = undefined
      wanted.current = undefined
      // The tools above stick to the window; what is above them is not scrolled into view for a letter.
      if (scrollY > top) scrollTo(0, Math.max(top - stuckHeight(), 0))
      return
    }
    const goal = wanted.current ?? place.current
    if (goal === undefined) return
    const index = indexOfId(items, goal)
    if (index === -1) return
    wanted.current = undefined
    place.current = { ...goal, index }
    const y = top + layout.topOf(layout.rowOf(index)) + goal.offset
    if (Math.abs(y - scrollY) > 1) scrollTo(0, y)
  }, [items, layout, top, listKey])

  useEffect(() => {
    const look = () => {
      // What the browser does with a page that is still short says nothing.
      if (wanted.current !== undefined) return
      const height = scrollY - top
      const row = layout.rowAt(height)
      const index = layout.firstOf(row)
      const id = items[index]?.id
      place.current = height <= 0 || id === undefined ? undefined : { id, index, offset: height - layout.topOf(row) }
      onPlace(place.current)
    }
    const letGo = () => {
      wanted.current = undefined
    }
    addEventListener('scroll', look, { passive: true })
    for (const hand of HANDS) addEventListener(hand, letGo, { passive: true })
    return () => {
      removeEventListener('scroll', look)
      for (const hand of HANDS) removeEventListener(hand, letGo)
    }
  }, [items, layout, top, onPlace])

  // biome-ignore lint/correctness/useExhaustiveDependencies: one jump for each press, whatever has changed since
  useLayoutEffect(() => {
    if (jump === undefined || layout.tiles === 0) return
    wanted.current = undefined
    scrollTo(0, jump.index === 0 ? 0 : top + layout.topOf(layout.rowOf(jump.index)) - stuckHeight())
  }, [jump])
}

/** How much of the window the tools cover when they stick to its edge. */
function stuckHeight(): number {
  return document.querySelector('[data-sticks]')?.getBoundingClientRect().height ?? 0
}
