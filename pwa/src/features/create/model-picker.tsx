import { type ModelInfo, SKETCH_NOTE } from '#contract/models.ts'
import type { ModelListState } from '#offline/model-list.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import styles from './options.module.css'
import { priceText } from './price-text.ts'
import type { Offer } from './prompt-options.ts'

/** One checkbox for each model that is on. Its room is there before the list is. */
export function ModelPicker({ list, offer }: { list: ModelListState; offer: Offer }) {
  const { modelChoice, modelList } = useServices()
  const { models = [], chosen } = offer
  const note = noteOf(list, offer)

  function toggle(model: ModelInfo, isChosen: boolean) {
    const next = models.filter((each) => (each === model ? isChosen : chosen.includes(each)))
    return modelChoice.choose(next.map((each) => each.id))
  }

  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{texts.models.label}</legend>
      <div className={styles.models}>
        {models.map((model) => (
          <ModelCheckbox
            key={model.id}
            model={model}
            isChosen={chosen.includes(model)}
            onToggle={(isChosen) => toggle(model, isChosen)}
          />
        ))}
        {offer.models === undefined && list.state === 'loading' && (
          <p className={styles.hint}>{texts.models.loading}</p>
        )}
      </div>
      {(note !== undefined || offer.models === undefined) && <p className={styles.note}>{note}</p>}
      {list.state === 'error' && <Button label={texts.common.retry} icon="retry" onClick={modelList.refresh} />}
    </fieldset>
  )
}

interface ModelCheckboxProps {
  readonly model: ModelInfo
  readonly isChosen: boolean
  readonly onToggle: (isChosen: boolean) => Promise<void>
}

function ModelCheckbox({ model, isChosen, onToggle }: ModelCheckboxProps) {
  const id = `model-${model.id}`
  const isFree = model.price?.usd === 0 && model.price.maxUsd === undefined
  return (
    <div className={styles.model}>
      <input
        type="checkbox"
        id={id}
        checked={isChosen}
        onChange={(event) => onToggle(event.target.checked)}
        {...(!isFree && { 'aria-describedby': `${id}-price` })}
      />
      <div>
        <label htmlFor={id}>{model.label}</label>
        {!isFree && (
          <p id={`${id}-price`} className={styles.modelPrice}>
            {priceText([model])}
          </p>
        )}
      </div>
    </div>
  )
}

function noteOf(list: ModelListState, offer: Offer): string | undefined {
  if (list.state === 'error') {
    return list.readAt === undefined ? texts.models.notLoaded : texts.models.notLoadedUsing(list.readAt)
  }
  if (offer.models?.length === 0) return texts.models.none
  if (offer.isSketchOnly) return texts.models.onlySketch(SKETCH_NOTE)
  return undefined
}
