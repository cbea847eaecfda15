import type { GalleryEntryAnswer } from '#contract/gallery.ts'
import { SKETCH_PROVIDER } from '#contract/models.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { costText } from '#ui/cost-text.ts'
import { describeWarning } from '#ui/describe-warning.ts'
import { texts } from '#ui/texts/en.ts'
import { galleryTexts } from '#ui/texts/gallery.ts'
import { pictureTexts } from '#ui/texts/pictures.ts'
import { Fact } from './fact.tsx'
import styles from './image-view.module.css'
import type { CompletedResult } from './use-image.ts'

/** What is known of one picture. */
export function ImageFacts({ entry, result }: { entry: GalleryEntryAnswer; result: CompletedResult }) {
  const { image, label, provider, durationMs, cost, seed, revisedPrompt, warnings = [] } = result
  const isGone = useIsRetired(result.model)
  return (
    <>
      <p className={styles.prompt}>{entry.prompt}</p>
      <dl className={styles.list}>
        <Fact name={pictureTexts.image.model}>
          {isGone ? galleryTexts.madeByRetired(label) : label}
          {provider === SKETCH_PROVIDER && <span className={styles.note}>{texts.models.sketch}</span>}
        </Fact>
        <Fact name={pictureTexts.image.made}>{pictureTexts.image.madeAt(entry.timestamp)}</Fact>
        {durationMs !== undefined && (
          <Fact name={pictureTexts.image.took}>{pictureTexts.results.duration(durationMs)}</Fact>
        )}
        {cost !== undefined && <Fact name={pictureTexts.image.price}>{costText(cost)}</Fact>}
        {seed !== undefined && <Fact name={texts.options.seed}>{seed}</Fact>}
        {revisedPrompt !== undefined && <Fact name={pictureTexts.image.revised}>{revisedPrompt}</Fact>}
        {warnings.length > 0 && <Fact name={pictureTexts.image.notes}>{warnings.map(describeWarning).join(' ')}</Fact>}
        <Fact name={pictureTexts.image.file}>
          {pictureTexts.image.fileFacts(typeName(image.mimeType), image.width, image.height, image.bytes)}
        </Fact>
      </dl>
    </>
  )
}

/** Ended by its provider; a model that is only off here may come back. */
function useIsRetired(id: string): boolean {
  const { modelList, now } = useServices()
  const model = useObservable(modelList.state).answer?.models.find((each) => each.id === id)
  return model?.retiredOn !== undefined && Date.parse(model.retiredOn) <= now()
}

function typeName(mimeType: string): string {
  return mimeType.replace(/^image\//, '').toUpperCase()
}
