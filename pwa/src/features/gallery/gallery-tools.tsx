import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { GalleryState } from '#offline/gallery.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { actionOf } from '#ui/keys/action-of.ts'
import { SEARCH_KEYS } from '#ui/keys/later-keys.ts'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { modelLabel } from '#ui/model-label.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import styles from './gallery-tools.module.css'
import type { GallerySearch } from './kept-place.ts'

interface GalleryToolsProps {
  readonly gallery: GalleryState
  readonly search: GallerySearch
  readonly onSearch: (search: GallerySearch) => void
  /** What is shown, newest first. */
  readonly found: readonly GalleryEntry[]
  readonly onJump: (index: number) => void
  readonly isSelecting: boolean
  readonly onSelect: (isSelecting: boolean) => void
  /** The selection bar, in the place of the filters. */
  readonly children: ReactNode
}

/** Search and filters over the list. They stay in the window while the list passes below. */
export function GalleryTools(props: GalleryToolsProps) {
  const { search, onSearch, isSelecting, onSelect, children } = props
  const tools = useRef<HTMLDivElement>(null)
  const wasSelecting = useRef(isSelecting)
  useEffect(() => {
    const hasLeft = wasSelecting.current && !isSelecting
    wasSelecting.current = isSelecting
    // The bar went from under the focus: it goes on where the selection began.
    if (!hasLeft || document.activeElement !== document.body) return
    tools.current?.querySelector<HTMLElement>('[aria-pressed]')?.focus()
  }, [isSelecting])
  return (
    <>
      <div ref={tools} className={styles.tools} data-sticks>
        <input
          type="search"
          id="search"
          className={styles.search}
          aria-label={galleryTexts.search}
          placeholder={galleryTexts.search}
          autoComplete="off"
          enterKeyHint="search"
          value={search.text}
          onChange={(event) => onSearch({ ...search, text: event.target.value })}
          onKeyDown={(event) => {
            if (actionOf(SEARCH_KEYS, event) === undefined || search.text === '') return
            event.preventDefault()
            onSearch({ ...search, text: '' })
          }}
        />
        <Button
          label={galleryTexts.select}
          icon={LATER_ICONS.select}
          aria-pressed={isSelecting}
          className={styles.selectButton}
          onClick={() => onSelect(!isSelecting)}
        />
        {children}
      </div>
      <Filters {...props} />
    </>
  )
}

function Filters({ gallery, search, onSearch, found, onJump }: GalleryToolsProps) {
  const known = useObservable(useServices().modelList.state).answer?.models ?? NO_MODELS
  const used = useMemo(() => [...new Set(gallery.items.flatMap(({ models }) => models))], [gallery.items])
  // Intl takes some 20 ms for its first date: the months are named for who goes to choose one.
  const [isChoosing, setIsChoosing] = useState(false)
  const months = useMemo(() => (isChoosing ? monthsOf(found) : NO_MONTHS), [isChoosing, found])
  const models = useMemo(() => used.map((id) => ({ id, label: modelLabel(id, known) })).sort(byLabel), [used, known])
  return (
    <div className={styles.filters}>
      <select
        className={styles.control}
        aria-label={galleryTexts.model}
        value={search.model ?? ''}
        onChange={({ target }) => onSearch({ ...search, model: target.value === '' ? undefined : target.value })}
      >
        <option value="">{galleryTexts.anyModel}</option>
        {models.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {/* It leads somewhere and keeps no value. */}
      <select
        className={styles.control}
        aria-label={galleryTexts.jump}
        value=""
        onPointerDown={() => setIsChoosing(true)}
        onFocus={() => setIsChoosing(true)}
        onChange={({ target }) => onJump(target.value === NEWEST ? 0 : (months.get(target.value) ?? 0))}
      >
        <option value="" disabled hidden>
          {galleryTexts.jump}
        </option>
        <option value={NEWEST}>{galleryTexts.newest}</option>
        {[...months.keys()].map((each) => (
          <option key={each} value={each}>
            {galleryTexts.month(each)}
          </option>
        ))}
      </select>
      <Checkbox
        label={galleryTexts.favouritesOnly}
        isChecked={search.onlyFavourites}
        onChange={(onlyFavourites) => onSearch({ ...search, onlyFavourites })}
      />
      <Checkbox
        label={galleryTexts.mineOnly}
        isChecked={search.onlyOwn}
        onChange={(onlyOwn) => onSearch({ ...search, onlyOwn })}
      />
    </div>
  )
}

const NEWEST = 'newest'
const NO_MODELS = [] as const
const NO_MONTHS: ReadonlyMap<string, number> = new Map()

interface CheckboxProps {
  readonly label: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}

function Checkbox({ label, isChecked, onChange }: CheckboxProps) {
  return (
    <label className={styles.filter}>
      <input type="checkbox" checked={isChecked} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  )
}

/** The months that there are, newest first, each with its first tile. */
function monthsOf(entries: readonly GalleryEntry[]): ReadonlyMap<string, number> {
  const months = new Map<string, number>()
  let last = ''
  for (const [index, { timestamp }] of entries.entries()) {
    if (last !== '' && timestamp.startsWith(last)) continue
    last = timestamp.slice(0, 7)
    if (!months.has(last)) months.set(last, index)
  }
  return months
}

/** Names of models are the same in all languages: no rules of one are loaded for them. */
function byLabel(one: { readonly label: string }, other: { readonly label: string }): number {
  return one.label.toLowerCase() < other.label.toLowerCase() ? -1 : 1
}
