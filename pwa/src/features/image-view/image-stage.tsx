import { Picture, type PictureImage } from '#ui/picture.tsx'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './image-view.module.css'

const SIZES = '(min-width: 840px) 65vw, 100vw'

interface ImageStageProps {
  readonly image: PictureImage & { readonly run: string }
  readonly label: string
  readonly prompt: string
}

/** The picture, in a box of its own shape before the first byte is there. */
export function ImageStage({ image, label, prompt }: ImageStageProps) {
  const { width, height, run } = image
  return (
    <div className={styles.stage}>
      <div className={styles.picture} style={{ '--ratio': width / height, '--width': `${width}px` }}>
        <Picture
          key={run}
          image={image}
          sizes={SIZES}
          loading="eager"
          alt={prompt === '' ? pictureTexts.picture.altWithoutPrompt(label) : pictureTexts.picture.alt(label, prompt)}
        />
      </div>
    </div>
  )
}
