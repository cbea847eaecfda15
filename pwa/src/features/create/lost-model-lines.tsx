import { useId } from 'react'
import type { ModelInfo } from '#contract/models.ts'
import { useServices } from '#platform/services-context.tsx'
import { Button } from '#ui/button.tsx'
import { texts } from '#ui/texts/en.ts'
import { type LostModel, lostModel } from './lost-model.ts'
import styles from './options.module.css'

interface LostModelLinesProps {
  /** Ids of the chosen models that cannot be used. */
  readonly lost: readonly string[]
  readonly models: readonly ModelInfo[]
  readonly choice: readonly string[]
  /** With the model to use in its place, or with none: the line was read. */
  readonly onAnswer: (id: string, successor?: string) => Promise<void>
}

/** Says which chosen models are not among the checkboxes any more, and what to take in their place. */
export function LostModelLines({ lost, models, choice, onAnswer }: LostModelLinesProps) {
  const { now } = useServices()
  return (
    <ul>
      {lost.map((id) => (
        <Line
          key={id}
          {...lostModel(id, models, choice, now())}
          onAnswer={(successor) => onAnswer(id, successor?.id)}
        />
      ))}
    </ul>
  )
}

interface LineProps extends LostModel {
  readonly onAnswer: (successor?: ModelInfo) => Promise<void>
}

function Line({ label, isGone, successor, onAnswer }: LineProps) {
  const id = useId()
  return (
    <li className={styles.lost}>
      <p id={id}>
        {isGone ? texts.models.gone(label) : texts.models.off(label)}
        {successor !== undefined && ` ${texts.models.replaceBy(successor.label)}`}
      </p>
      <div>
        {successor !== undefined && (
          <Button label={texts.models.use} aria-describedby={id} onClick={() => onAnswer(successor)} />
        )}
        <Button look="quiet" label={texts.models.dismiss} aria-describedby={id} onClick={() => onAnswer()} />
      </div>
    </li>
  )
}
