import { dropFirstPictures, FIRST_PICTURES_ID } from './drop-first-pictures.ts'

/** Whether they lie over the app still, which takes their place when it has the same to show. */
export function areFirstPicturesThere(): boolean {
  return document.getElementById(FIRST_PICTURES_ID) !== null
}

/** Whether a picture, by its address, is seen already: then it does not have to appear. */
export function isShownFirst(url: string): boolean {
  const images = document.getElementById(FIRST_PICTURES_ID)?.getElementsByTagName('img') ?? []
  return [...images].some((image) => image.getAttribute('src') === url && image.naturalWidth > 0)
}

/** The attempt whose picture is seen at the address of one job. */
export function runShownFirst(): string | undefined {
  return document.getElementById(FIRST_PICTURES_ID)?.dataset.run
}

/** The gallery's tiles are all there. Whoever was at one of the page's goes on at its own. */
export function dropFirstTiles(): void {
  const layer = document.getElementById(FIRST_PICTURES_ID)
  if (layer === null || layer.dataset.run !== undefined) return
  const { activeElement } = document
  const reached = layer.contains(activeElement) ? activeElement?.getAttribute('href') : undefined
  dropFirstPictures()
  if (reached) document.querySelector<HTMLElement>(`main li a[href="${CSS.escape(reached)}"]`)?.focus()
}
