import type { GalleryEntry } from '#contract/gallery.ts'
import { layoutRows, rowShapeFor, type TileBox } from '#ui/layout-rows.ts'
import { modelLabel, modelOfPreview } from '#ui/model-label.ts'
import { pictureSource } from '#ui/picture-source.ts'
import { averageColor } from '#ui/placeholder.ts'
import { addressOfImage } from './addresses.ts'

/** The tiles of the window, below the frame's tools; undefined where there are none. */
export function fillTiles(entries: readonly GalleryEntry[]): HTMLElement | undefined {
  const above = document.querySelector('.first-tools')?.getBoundingClientRect()
  if (above === undefined || entries.length === 0) return undefined
  const { left, bottom, width } = above
  const layout = layoutRows(entries, rowShapeFor(width))
  const list = document.createElement('ul')
  list.className = 'first-tiles'
  Object.assign(list.style, inPixels({ left, top: bottom + scrollY, width }))
  for (let row = 0; row < layout.rows && bottom + layout.topOf(row) < innerHeight; row += 1) {
    const first = layout.firstOf(row)
    for (const [place, box] of layout.boxesOf(row).entries()) {
      const entry = entries[first + place]
      if (entry !== undefined) list.append(tileOf(entry, box))
    }
  }
  return list
}

/** As GalleryTile has it, without what needs the app. */
function tileOf(entry: GalleryEntry, { left, top, width, height }: TileBox): HTMLElement {
  const { preview, prompt, imageCount } = entry
  const tile = document.createElement('li')
  Object.assign(tile.style, inPixels({ left, top, width }))
  const image = Object.assign(new Image(), {
    sizes: `${width}px`,
    ...srcOf(preview.url),
    alt: altOf(modelLabel(modelOfPreview(entry), []), prompt),
  })
  Object.assign(image.style, inPixels({ width, height }), { background: averageColor(preview.thumbhash) })
  const link = Object.assign(document.createElement('a'), { href: addressOfImage(entry.id) })
  const caption = document.createElement('span')
  caption.ariaHidden = 'true'
  caption.append(element('span', prompt))
  if (imageCount > 1) caption.append(element('b', `${imageCount}`))
  link.append(image, caption)
  tile.append(link)
  return tile
}

/** Of the app's words only those that are in no language. */
export function altOf(label: string, prompt: string): string {
  return prompt === '' ? label : `${label}: ${prompt}`
}

function element(tag: string, textContent: string): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent })
}

/** In the names of an element's properties; the address last, so that the browser chooses once. */
export function srcOf(url: string): { readonly srcset: string; readonly src: string } {
  const { src, srcSet = '' } = pictureSource(url)
  return { srcset: srcSet, src }
}

function inPixels(values: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value}px`]))
}
