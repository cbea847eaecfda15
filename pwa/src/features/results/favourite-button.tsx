import { useEffect } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import styles from './results.module.css'

/** Marks a job on this device, as in the gallery: the mark is of all its pictures. */
export function FavouriteButton({ jobId }: { jobId: string }) {
  const { gallery } = useServices()
  const isFavourite = useObservable(gallery.state).favourites.has(jobId)
  useEffect(() => {
    // Without it nothing is marked; it is read again with the next mark.
    gallery.readMarks().catch(() => undefined)
  }, [gallery])
  return (
    <Button
      look="quiet"
      icon={LATER_ICONS.favourite}
      label={galleryTexts.favourite}
      aria-pressed={isFavourite}
      className={styles.favourite}
      onClick={() => gallery.setFavourite(jobId, !isFavourite)}
    />
  )
}
