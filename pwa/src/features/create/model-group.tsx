import type { ModelInfo } from '#contract/models.ts'
import { priceText } from '#ui/price-text.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './options.module.css'

interface ModelGroupProps {
  /** A lone provider needs no title. */
  readonly isTitled: boolean
  readonly provider: string
  readonly models: readonly ModelInfo[]
  readonly chosen: readonly ModelInfo[]
  readonly onToggle: (model: ModelInfo, isChosen: boolean) => Promise<void>
}

/** The checkboxes of one provider's models, all of them in sight of whoever looks for one. */
export function ModelGroup({ isTitled, provider, models, chosen, onToggle }: ModelGroupProps) {
  const name = texts.providers.get(provider) ?? provider
  const amount = models.filter((model) => chosen.includes(model)).length
  const boxes = (
    <div className={styles.boxes}>
      {models.map((model) => (
        <ModelCheckbox
          key={model.id}
          model={model}
          isChosen={chosen.includes(model)}
          onToggle={(isChosen) => onToggle(model, isChosen)}
        />
      ))}
    </div>
  )
  if (!isTitled) return boxes
  return (
    <fieldset className={styles.group}>
      <legend className={styles.provider}>{texts.models.group(name, amount, models.length)}</legend>
      {boxes}
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
  const facts = factsOf(model)
  return (
    <div className={styles.model}>
      <input
        type="checkbox"
        id={id}
        checked={isChosen}
        onChange={(event) => onToggle(event.target.checked)}
        {...(facts.length > 0 && { 'aria-describedby': `${id}-facts` })}
      />
      <div>
        <label htmlFor={id}>{model.label}</label>
        {facts.length > 0 && (
          <p id={`${id}-facts`} className={styles.modelFacts}>
            {facts.join('. ')}
          </p>
        )}
      </div>
    </div>
  )
}

/** What is to be known before a model is chosen; nothing of one that is free and stays. */
function factsOf(model: ModelInfo): readonly string[] {
  const { price, retiredOn } = model
  const lastDay = retiredOn === undefined ? Number.NaN : Date.parse(retiredOn)
  return [
    ...(price?.usd === 0 && price.maxUsd === undefined ? [] : [priceText([model])]),
    ...(Number.isNaN(lastDay) ? [] : [texts.models.endsOn(lastDay)]),
  ]
}
