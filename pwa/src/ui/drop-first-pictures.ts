/** Names the pictures that the page shows of itself before the app is there (platform/show-first-pictures.ts). */
export const FIRST_PICTURES_ID = 'first-pictures'

/** Takes away them: the app, over which they lie, has the same to show, or something else. */
export function dropFirstPictures(): void {
  document.getElementById(FIRST_PICTURES_ID)?.remove()
}
