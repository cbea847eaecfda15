import type { GalleryEntry } from '#contract/gallery.ts'
import type { ResultImage } from '#contract/job.ts'
import { averageColor } from '#ui/placeholder.ts'
import { altOf, srcOf } from './first-tiles.ts'

interface FirstPicture {
  readonly galleryId: string
  readonly prompt: string
  readonly images: readonly { readonly label: string; readonly image: ResultImage }[]
}

/**
 * The picture of one job over the whole window, as the image view has it: the one of its tile in the list, or else its
 * first. Undefined where it has none.
 */
export function fillPicture(
  { galleryId, prompt, images }: FirstPicture,
  entries: readonly GalleryEntry[],
): HTMLElement | undefined {
  const template = document.querySelector<HTMLTemplateElement>('#first-picture')
  const layer = template?.content.firstElementChild?.cloneNode(true)
  const tile = entries.find(({ id }) => id === galleryId)
  const first = images.find(({ image }) => image.run === tile?.preview.run) ?? images[0]
  if (!(layer instanceof HTMLElement) || first === undefined) return undefined
  const { url, width, height, thumbhash } = first.image
  layer.dataset.run = first.image.run
  const image = layer.getElementsByTagName('img')[0]
  if (image === undefined) return undefined
  Object.assign(image, { ...srcOf(url), width, height, alt: altOf(first.label, prompt) })
  image.style.setProperty('--ratio', `${width / height}`)
  image.style.setProperty('--width', `${width}px`)
  image.style.background = averageColor(thumbhash) ?? ''
  const words = layer.getElementsByTagName('p')[0]
  if (words !== undefined) words.textContent = prompt
  return layer
}
