import { type RefObject, useLayoutEffect, useState } from 'react'

/** Where the list lies in the page, in pixels. */
export interface ListBox {
  readonly width: number
  readonly top: number
}

/** Follows the list's width, and what stands above it. */
export function useListBox(ref: RefObject<HTMLElement | null>): ListBox {
  // Before the first look, a guess: the list is about as wide as the window.
  const [box, setBox] = useState<ListBox>({ width: innerWidth, top: 0 })
  useLayoutEffect(() => {
    const list = ref.current
    if (list === null) return
    const look = () => {
      const width = list.clientWidth || innerWidth
      const top = Math.round(list.getBoundingClientRect().top + scrollY)
      setBox((before) => (before.width === width && before.top === top ? before : { width, top }))
    }
    look()
    if (typeof ResizeObserver === 'undefined') return
    // The screen around it grows and shrinks with everything that stands above.
    const observer = new ResizeObserver(look)
    observer.observe(list)
    if (list.parentElement !== null) observer.observe(list.parentElement)
    return () => observer.disconnect()
  }, [ref])
  return box
}
