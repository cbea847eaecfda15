import type { ModelsAnswer } from '#contract/models.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './options.module.css'

interface PublishChoiceProps {
  /** Undefined until the user has chosen. */
  readonly choice: boolean | undefined
  readonly galleryDefault: ModelsAnswer['galleryDefault']
  readonly onChoose: (publish: boolean) => void
}

/** Says before every prompt who will see its pictures. */
export function PublishChoice({ choice, galleryDefault, onChoose }: PublishChoiceProps) {
  const isUnset = choice === undefined && galleryDefault === undefined
  const isOn = choice ?? galleryDefault === 'public'
  return (
    <div className={styles.publish}>
      <input
        type="checkbox"
        id="publish"
        checked={isOn}
        ref={(input) => {
          if (input !== null) input.indeterminate = isUnset
        }}
        aria-describedby="publish-hint"
        onChange={(event) => onChoose(event.target.checked)}
      />
      <label htmlFor="publish">{texts.publish.label}</label>
      <p id="publish-hint" className={styles.hint}>
        {isUnset ? texts.publish.unset : isOn ? texts.publish.on : texts.publish.off}
      </p>
    </div>
  )
}
