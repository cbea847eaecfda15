import { useEffect, useState } from 'react'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { appTexts } from '#ui/texts/app.ts'
import styles from './create.module.css'

/** Pictures that another app has shared: kept here to be looked at while the prompt is written. */
export function SharedPictures() {
  const { sharedPictures, dropShared } = useServices()
  const pictures = useObservable(sharedPictures)
  return (
    <section className={styles.shared} aria-label={appTexts.sharedPictures}>
      <ul className={styles.sharedList}>
        {pictures.map((picture, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only ever changes as a whole
          <li key={index}>
            <SharedPicture picture={picture} alt={appTexts.sharedPicture(index + 1)} />
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{appTexts.sharedPicturesNote}</p>
      <Button label={appTexts.removeShared} onClick={dropShared} />
    </section>
  )
}

function SharedPicture({ picture, alt }: { picture: Blob; alt: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(picture)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [picture])
  return address === undefined ? undefined : <img src={address} alt={alt} height="96" />
}
