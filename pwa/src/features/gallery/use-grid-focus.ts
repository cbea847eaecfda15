import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { RowLayout } from '#ui/layout-rows.ts'
import { meaningOf, tileByKey } from './grid-keys.ts'
import { indexOfId } from './kept-place.ts'

/** What presses and keys on tiles mean. */
export interface GridHandlers {
  readonly isSelecting: boolean
  readonly open: (entry: GalleryEntry) => void
  readonly choose: (index: number, isRange: boolean) => void
  readonly chooseRange: (from: number, to: number) => void
}

interface GridFocusTools {
  readonly list: RefObject<HTMLElement | null>
  readonly items: readonly GalleryEntry[]
  readonly layout: RowLayout
  /** The job whose picture is open over the list. */
  readonly openedId: string | undefined
  readonly handlers: GridHandlers
}

/** The one tile that Tab reaches, and the way from tile to tile by keys. */
export function useGridFocus({ list, items, layout, openedId, handlers }: GridFocusTools) {
  const [focus, setFocus] = useState({ id: '', index: 0, isInside: false })
  const goal = useRef<number | undefined>(undefined)
  const known = indexOfId(items, focus)
  const index = known === -1 ? Math.max(Math.min(focus.index, items.length - 1), 0) : known

  function moveTo(next: number): void {
    goal.current = next
    setFocus({ id: items[next]?.id ?? '', index: next, isInside: true })
  }

  // A tile that was deleted under the focus hands it on to the one in its place.
  useLayoutEffect(() => {
    const isLost = focus.isInside && known === -1 && document.activeElement === document.body
    if (isLost && goal.current === undefined && items.length > 0) goal.current = index
    const tile = goal.current === undefined ? null : list.current?.querySelector(`[data-index="${goal.current}"]`)
    if (!(tile instanceof HTMLElement)) return
    goal.current = undefined
    tile.querySelector('a')?.focus({ preventScroll: true })
    tile.scrollIntoView({ block: 'nearest' })
  })

  // A press beside everything takes the focus nowhere; only another control takes it away.
  useEffect(() => {
    if (!focus.isInside) return
    const look = ({ target }: Event) => {
      const isElsewhere = target instanceof Node && !list.current?.contains(target)
      if (isElsewhere) setFocus((before) => ({ ...before, isInside: false }))
    }
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [focus.isInside, list])
  useReturn(openedId, items, moveTo)

  /** Answers whether the key means something here. */
  function press(at: number, event: KeyboardEvent): boolean {
    const meaning = meaningOf(event)
    const entry = items[at]
    if (meaning === undefined || entry === undefined) return false
    if (meaning.kind === 'open') handlers.open(entry)
    else if (meaning.kind === 'choose') handlers.choose(at, meaning.isRange)
    else {
      const next = tileByKey({ move: meaning.move, from: at, layout, page: innerHeight })
      if (meaning.isRange) handlers.chooseRange(at, next)
      moveTo(next)
    }
    return true
  }

  const listeners = {
    onFocus(event: FocusEvent) {
      const at = indexOfTile(event.target)
      if (at !== undefined) setFocus({ id: items[at]?.id ?? '', index: at, isInside: true })
    },
    onKeyDown(event: KeyboardEvent) {
      const at = indexOfTile(event.target)
      // The buttons of a tile have keys of their own.
      const isOnTile = event.target instanceof HTMLAnchorElement
      if (at !== undefined && isOnTile && press(at, event)) event.preventDefault()
    },
    onClick(event: MouseEvent) {
      const at = indexOfTile(event.target)
      const entry = at === undefined ? undefined : items[at]
      if (at === undefined || entry === undefined || !isOnLink(event.target)) return
      // New tabs are the browser's business.
      if (event.button !== 0 || isModified(event)) return
      event.preventDefault()
      if (event.shiftKey || handlers.isSelecting) handlers.choose(at, event.shiftKey)
      else handlers.open(entry)
    },
    /** A long press of a finger chooses, as it does everywhere on phones. */
    onContextMenu(event: MouseEvent) {
      const at = indexOfTile(event.target)
      const { nativeEvent } = event
      const isFinger = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch'
      if (at === undefined || !isFinger || handlers.isSelecting) return
      event.preventDefault()
      handlers.choose(at, false)
    },
  }
  return { index, isInside: focus.isInside, listeners }
}

/** Who came by the address of a picture has pressed no tile that the focus could return to. */
function useReturn(
  openedId: string | undefined,
  items: readonly GalleryEntry[],
  moveTo: (index: number) => void,
): void {
  const lastOpened = useRef(openedId)
  useEffect(() => {
    const closed = openedId === undefined ? lastOpened.current : undefined
    lastOpened.current = openedId
    if (closed === undefined || document.activeElement !== document.body) return
    const index = items.findIndex(({ id }) => id === closed)
    if (index !== -1) moveTo(index)
  })
}

function indexOfTile(target: EventTarget): number | undefined {
  const tile = target instanceof Element ? target.closest('[data-index]') : null
  return tile instanceof HTMLElement ? Number(tile.dataset.index) : undefined
}

function isModified({ ctrlKey, metaKey, altKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || altKey
}

function isOnLink(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a') !== null
}
