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

export function dropFirstPictures(): void {
  document.getElementById(LAYER)?.remove()
}
