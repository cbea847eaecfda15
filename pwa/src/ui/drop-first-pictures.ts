/** Takes away what the page shows over the app (first-pictures.ts): that has the same to show, or something else. */
export function dropFirstPictures(): void {
  document.getElementById('first-pictures')?.remove()
}
