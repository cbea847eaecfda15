import { type DayContent, entriesOf, type ListPage, NOTHING, withoutIds, withPage } from './day-content.ts'
import { dayOf } from './gallery-entry.ts'
import type { GalleryItem } from './gallery-item.ts'

type Content = DayContent<GalleryItem>

const NO_ITEMS: readonly GalleryItem[] = []

/** The gallery in memory, day by day: what changes in one day costs that day, and putting the days together one copy. */
export interface GalleryBoard {
  /** Newest first, each job once, without those that are gone; the same list until something changes. */
  readonly items: () => readonly GalleryItem[]
  readonly content: (day: string) => Content
  readonly put: (day: string, content: Content) => void
  /** Takes a page of the list in. Answers the days in which it has changed something. */
  readonly takePage: (page: ListPage<GalleryItem>) => readonly string[]
  /** Takes jobs out for good. Answers the days in which some of them were. */
  readonly takeOut: (ids: ReadonlySet<string>) => readonly string[]
  /** Days of which something is known. */
  readonly days: () => readonly string[]
  /** Days whose file is here. */
  readonly hasFile: (day: string) => boolean
  readonly removeDay: (day: string) => void
  /** Which jobs are not shown, whatever a page, a file or the device says of them. */
  readonly hide: (ids: ReadonlySet<string>) => void
}

export function createGalleryBoard(): GalleryBoard {
  const contents = new Map<string, Content>()
  /** What of a day is shown, for as long as nothing in it changes. */
  const shown = new Map<string, readonly GalleryItem[]>()
  let days: string[] = []
  let items: readonly GalleryItem[] | undefined
  let hidden: ReadonlySet<string> = new Set()

  const content = (day: string): Content => contents.get(day) ?? NOTHING

  function put(day: string, next: Content): void {
    if (contents.get(day) === next) return
    if (!contents.has(day)) days = [...days, day].sort().reverse()
    contents.set(day, next)
    shown.delete(day)
    items = undefined
  }

  function shownOf(day: string): readonly GalleryItem[] {
    const known = shown.get(day)
    if (known !== undefined) return known
    const entries = entriesOf(content(day))
    const visible = entries.some(({ id }) => hidden.has(id)) ? entries.filter(({ id }) => !hidden.has(id)) : entries
    shown.set(day, visible)
    return visible
  }

  /** Applies a change to some days; answers those in which it made a difference. */
  function change(which: readonly string[], work: (content: Content, day: string) => Content): readonly string[] {
    return which.filter((day) => {
      const before = content(day)
      const next = work(before, day)
      if (next !== before) put(day, next)
      return next !== before
    })
  }

  return {
    content,
    put,
    days: () => days,
    hasFile: (day) => content(day).file !== undefined,
    items() {
      items ??= NO_ITEMS.concat(...days.map(shownOf))
      return items
    },
    takePage(page) {
      const { entries, after, isLast } = page
      const last = entries.at(-1)
      const newest = after === undefined ? undefined : dayOf(after)
      const oldest = isLast || last === undefined ? '' : dayOf(last)
      const between = days.filter((day) => (newest === undefined || day <= newest) && day >= oldest)
      return change([...new Set([...between, ...entries.map(dayOf)])], (each, day) => withPage(each, page, day))
    },
    takeOut: (ids) => change(days, (each) => withoutIds(each, ids)),
    removeDay(day) {
      contents.delete(day)
      shown.delete(day)
      days = days.filter((each) => each !== day)
      items = undefined
    },
    hide(next) {
      const changed = new Set([...next, ...hidden].filter((id) => next.has(id) !== hidden.has(id)))
      hidden = next
      if (changed.size === 0) return
      for (const day of days) if (entriesOf(content(day)).some(({ id }) => changed.has(id))) shown.delete(day)
      items = undefined
    },
  }
}
