import type { GalleryEntryAnswer } from '#contract/gallery.ts'
import { SKETCH_NOTE, SKETCH_PROVIDER } from '#contract/models.ts'
import { PromptButton } from '#platform/prompt-button.tsx'
import { pictureFileName, saveFile } from '#platform/save-file.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { costText } from '#ui/cost-text.ts'
import { texts } from '#ui/texts/en.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import styles from './image-view.module.css'
import type { CompletedResult } from './use-image.ts'

/** What is known of one picture, and what can be done with it. */
export function ImageFacts({ entry, result }: { entry: GalleryEntryAnswer; result: CompletedResult }) {
  const { announce } = useServices()
  const { image, label, provider, durationMs, cost, seed, revisedPrompt, warnings = [] } = result

  async function download() {
    try {
      await saveFile(image.originalUrl, pictureFileName(entry.prompt, label, image.mimeType))
    } catch {
      // Offline or gone: the user is told, and nothing else depends on it.
      announce(pictureTexts.picture.notSaved)
    }
  }

  return (
    <div className={styles.facts}>
      <p className={styles.prompt}>{entry.prompt}</p>
      <dl className={styles.list}>
        <Fact name={pictureTexts.image.model}>
          {label}
          {provider === SKETCH_PROVIDER && <span className={styles.quiet}>{SKETCH_NOTE}</span>}
        </Fact>
        <Fact name={pictureTexts.image.made}>{pictureTexts.image.madeAt(entry.timestamp)}</Fact>
        {durationMs !== undefined && (
          <Fact name={pictureTexts.image.took}>{pictureTexts.results.duration(durationMs)}</Fact>
        )}
        {cost !== undefined && <Fact name={pictureTexts.image.price}>{costText(cost)}</Fact>}
        {seed !== undefined && <Fact name={texts.options.seed}>{seed}</Fact>}
        {revisedPrompt !== undefined && <Fact name={pictureTexts.image.revised}>{revisedPrompt}</Fact>}
        {warnings.length > 0 && (
          <Fact name={pictureTexts.image.notes}>{warnings.map((warning) => warning.message).join(' ')}</Fact>
        )}
        <Fact name={pictureTexts.image.file}>
          {pictureTexts.image.fileFacts(typeName(image.mimeType), image.width, image.height, image.bytes)}
        </Fact>
      </dl>
      <div className={styles.actions}>
        <PromptButton look="primary" icon="create" label={pictureTexts.image.usePrompt} prompt={entry.prompt} />
        <Button icon="download" label={pictureTexts.picture.download} onClick={download} />
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
