import type { GalleryEntry } from '#contract/gallery.ts'
import { parseRunId, safeModelId } from '#contract/ids.ts'
import { PromptButton } from '#platform/prompt-button.tsx'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { Fact } from './fact.tsx'
import { ImageStage } from './image-stage.tsx'
import styles from './image-view.module.css'

interface KnownImageProps {
  readonly entry: GalleryEntry
  /** No more than this will come before there is a network. */
  readonly isAway?: boolean
}

/** What the gallery's tile tells of a picture, until the rest is there. */
export function KnownImage({ entry, isAway = false }: KnownImageProps) {
  const { prompt, models, preview, timestamp } = entry
  const known = useObservable(useServices().modelList.state).answer?.models ?? []
  const safeModel = parseRunId(preview.run)?.safeModel
  const id = models.find((each) => safeModelId(each) === safeModel) ?? preview.run
  const label = known.find((model) => model.id === id)?.label ?? id.replace(/^[^:]*:/, '')
  return (
    <>
      <ImageStage image={preview} label={label} prompt={prompt} />
      <div className={styles.facts}>
        <p className={styles.prompt}>{prompt}</p>
        <dl className={styles.list}>
          <Fact name={pictureTexts.image.model}>{label}</Fact>
          <Fact name={pictureTexts.image.made}>{pictureTexts.image.madeAt(timestamp)}</Fact>
        </dl>
        {isAway && <p className={styles.quiet}>{pictureTexts.picture.originalNotHere}</p>}
        <div className={styles.actions}>
          <PromptButton look="primary" icon="create" label={pictureTexts.image.usePrompt} prompt={prompt} />
        </div>
      </div>
    </>
  )
}
