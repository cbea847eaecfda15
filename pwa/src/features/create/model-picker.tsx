import { useRef } from 'react'
import type { ModelInfo } from '#contract/models.ts'
import type { ModelListState } from '#offline/model-list.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { LostModelLines } from './lost-model-lines.tsx'
import { ModelGroup } from './model-group.tsx'
import styles from './options.module.css'
import type { Offer } from './prompt-options.ts'

/** Of more models a part is seen at a time, so that the controls below them stay near. */
const MAX_SHOWN = 12

/** One checkbox for each model that is on, by provider. Its room is there before the list is. */
export function ModelPicker({ list, offer }: { list: ModelListState; offer: Offer }) {
  const { modelChoice, modelList } = useServices()
  const group = useRef<HTMLFieldSetElement>(null)
  const choice = useObservable(modelChoice.ids) ?? []
  const { models = [], chosen } = offer
  const lost = offer.models === undefined ? [] : choice.filter((id) => !models.some((model) => model.id === id))
  const note = noteOf(list, offer)
  /** Then what is said of the list stands in the room of its models. */
  const isUnknown = offer.models === undefined
  const retry = list.state === 'error' && (
    <Button label={texts.common.retry} icon="retry" className={styles.retry} onClick={modelList.refresh} />
  )
  const providers = [...Map.groupBy(models, (model) => model.provider)]

  /** The models that cannot be used stay in the choice until the user has answered their lines. */
  function choose(next: readonly ModelInfo[], unanswered = lost) {
    const ids = next.map((model) => model.id)
    return modelChoice.choose(ids.length === 0 ? ids : [...ids, ...unanswered])
  }

  function answerLine(id: string, successor?: string) {
    // The line goes with the button that had the focus.
    group.current?.focus({ preventScroll: true })
    if (successor !== undefined) return modelChoice.choose(choice.map((each) => (each === id ? successor : each)))
    return choose(
      chosen,
      lost.filter((each) => each !== id),
    )
  }

  return (
    <fieldset ref={group} className={styles.group} tabIndex={-1}>
      <legend className={styles.label}>{texts.models.label}</legend>
      {lost.length > 0 && (
        <LostModelLines lost={lost} models={list.answer?.models ?? []} choice={choice} onAnswer={answerLine} />
      )}
      <div className={models.length > MAX_SHOWN ? styles.manyModels : styles.models}>
        {providers.map(([provider, own]) => (
          <ModelGroup
            key={provider}
            isTitled={providers.length > 1}
            provider={provider}
            models={own}
            chosen={chosen}
            onToggle={(model, isChosen) =>
              choose(models.filter((each) => (each === model ? isChosen : chosen.includes(each))))
            }
          />
        ))}
        {isUnknown && <p className={styles.hint}>{list.state === 'loading' ? texts.models.loading : note}</p>}
        {isUnknown && retry}
      </div>
      {(note !== undefined || isUnknown) && <p className={styles.note}>{!isUnknown && note}</p>}
      {!isUnknown && retry}
    </fieldset>
  )
}

function noteOf(list: ModelListState, offer: Offer): string | undefined {
  if (list.state === 'error') {
    return list.readAt === undefined ? texts.models.notLoaded : texts.models.notLoadedUsing(list.readAt)
  }
  if (offer.models?.length === 0) return texts.models.none
  if (offer.isSketchOnly) return texts.models.onlySketch
  return undefined
}
