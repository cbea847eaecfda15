import type { GalleryEntryAnswer } from '#contract/gallery.ts'
import { SKETCH_NOTE, SKETCH_PROVIDER } from '#contract/models.ts'
import { pictureFileName, saveFile } from '#platform/save-file.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './image-view.module.css'
import type { CompletedResult } from './use-image.ts'
import { UsePromptButton } from './use-prompt.tsx'

/** What is known of one picture, and what can be done with it. */
export function ImageFacts({ entry, result }: { entry: GalleryEntryAnswer; result: CompletedResult }) {
  const { announce } = useServices()
  const { image, label, provider, durationMs } = result

  async function download() {
    try {
      await saveFile(image.originalUrl, pictureFileName(entry.prompt, label, image.mimeType))
    } catch {
      // Offline or gone: the user is told, and nothing else depends on it.
      announce(texts.picture.notSaved)
    }
  }

  return (
    <div className={styles.facts}>
      <p className={styles.prompt}>{entry.prompt}</p>
      <dl className={styles.list}>
        <Fact name={texts.image.model}>
          {label}
          {provider === SKETCH_PROVIDER && <span className={styles.quiet}>{SKETCH_NOTE}</span>}
        </Fact>
        <Fact name={texts.image.made}>{texts.image.madeAt(entry.timestamp)}</Fact>
        {durationMs !== undefined && <Fact name={texts.image.took}>{texts.results.duration(durationMs)}</Fact>}
        <Fact name={texts.image.file}>
          {texts.image.fileFacts(typeName(image.mimeType), image.width, image.height, image.bytes)}
        </Fact>
      </dl>
      <div className={styles.actions}>
        <UsePromptButton prompt={entry.prompt} />
        <Button icon="download" label={texts.picture.download} onClick={download} />
      </div>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function typeName(mimeType: string): string {
  return mimeType.replace(/^image\//, '').toUpperCase()
}
