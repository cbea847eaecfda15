import type { ModelInfo } from '#contract/models.ts'
import { useServices } from '#platform/services-context.tsx'
import { useIsOnline } from '#platform/use-is-online.ts'
import { useObservable } from '#platform/use-observable.ts'
import { Button } from '#ui/button.tsx'
import { priceText } from '#ui/price-text.ts'
import { texts } from '#ui/texts/en.ts'
import { settingsTexts } from '#ui/texts/settings.ts'
import styles from './settings.module.css'

/** Every model that this address knows, by its provider: whether it is on, or why not, and what a picture costs. */
export function ModelStates() {
  const { modelList } = useServices()
  const { state, answer, readAt } = useObservable(modelList.state)
  const isOnline = useIsOnline()
  const providers = Map.groupBy(answer?.models ?? [], ({ provider }) => provider)
  return (
    <>
      {answer === undefined && state === 'loading' && <p>{texts.models.loading}</p>}
      {[...providers].map(([provider, models]) => (
        <Provider key={provider} name={texts.providers.get(provider) ?? provider} models={models} />
      ))}
      {readAt !== undefined && <p className={styles.quiet}>{settingsTexts.listedAt(readAt)}</p>}
      {state === 'error' && (
        <>
          <p role="alert">{texts.models.notLoaded}</p>
          {isOnline && <Button label={texts.common.retry} onClick={() => modelList.refresh()} />}
        </>
      )}
    </>
  )
}

/** Open where something is on: a list of what could be is long. */
function Provider({ name, models }: { name: string; models: readonly ModelInfo[] }) {
  const on = models.filter(({ available }) => available).length
  return (
    <details className={styles.provider} open={on > 0}>
      <summary>{settingsTexts.provider(name, on, models.length)}</summary>
      <dl className={styles.models}>
        {models.map((model) => (
          <div key={model.id}>
            <dt>{model.label}</dt>
            <dd className={styles.quiet}>{factsOf(model).join('. ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** The reason is the server's own sentence. */
function factsOf(model: ModelInfo): readonly string[] {
  const { available, reason, price } = model
  const day = Date.parse(price?.asOf ?? '')
  const priced = Number.isNaN(day) ? priceText([model]) : settingsTexts.pricedOn(priceText([model]), day)
  const state = available ? settingsTexts.modelOn(priced) : settingsTexts.modelOff(priced)
  return reason === undefined ? [state] : [state, reason]
}
