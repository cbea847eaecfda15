import { dropFirstPictures } from './drop-first-pictures.ts'

/**
 * The pictures that the page shows of itself before the app is there (platform/show-first-pictures.ts). They lie over the
 * app, which takes their place when it has the same to show.
 */
const LAYER = 'first-pictures'

export function areFirstPicturesThere(): boolean {
  return document.getElementById(LAYER) !== null
}

/** Whether a picture, by its address, is seen already: then it does not have to appear. */
export function isShownFirst(url: string): boolean {
  const images = document.getElementById(LAYER)?.getElementsByTagName('img') ?? []
  return [...images].some((image) => image.getAttribute('src') === url && image.naturalWidth > 0)
}

/** The attempt whose picture is seen at the address of one job. */
export function runShownFirst(): string | undefined {
  return document.getElementById(LAYER)?.dataset.run
}

/** The gallery's tiles are all there. Whoever was at one of the page's goes on at its own. */
export function dropFirstTiles(): void {
  const layer = document.getElementById(LAYER)
  if (layer === null || layer.dataset.run !== undefined) return
  const { activeElement } = document
  const reached = layer.contains(activeElement) ? activeElement?.getAttribute('href') : undefined
  dropFirstPictures()
  if (reached) document.querySelector<HTMLElement>(`main li a[href="${CSS.escape(reached)}"]`)?.focus()
}
