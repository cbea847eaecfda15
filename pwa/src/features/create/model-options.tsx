import { ASPECT_RATIOS } from '#contract/aspect-ratios.ts'
import { LIMITS } from '#contract/limits.ts'
import type { DraftOptions } from '#offline/draft.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './options.module.css'
import type { Offer } from './prompt-options.ts'
import type { CreateError } from './use-create.ts'

interface ModelOptionsProps {
  readonly options: DraftOptions
  readonly offer: Offer
  readonly error: CreateError | undefined
  readonly onChange: (change: Partial<DraftOptions>) => void
}

/** The controls that at least one chosen model has. */
export function ModelOptions(props: ModelOptionsProps) {
  const { offer } = props
  return (
    <div className={styles.optionGrid}>
      <AspectRatioField {...props} />
      {offer.hasSeed && <SeedField {...props} />}
      {offer.hasLeaveOut && <LeaveOutField {...props} />}
    </div>
  )
}

function AspectRatioField({ offer, onChange }: ModelOptionsProps) {
  const { nearest } = offer
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor="aspect-ratio">
        {texts.options.aspectRatio}
      </label>
      <select
        id="aspect-ratio"
        className={styles.control}
        value={offer.aspectRatio}
        onChange={(event) => {
          onChange({ aspectRatio: ASPECT_RATIOS.find((ratio) => ratio === event.target.value) })
        }}
        {...(nearest.length > 0 && { 'aria-describedby': 'aspect-ratio-hint' })}
      >
        {offer.aspectRatios.map((ratio) => (
          <option key={ratio}>{ratio}</option>
        ))}
      </select>
      {nearest.length > 0 && (
        <p id="aspect-ratio-hint" className={styles.hint}>
          {texts.options.nearest(nearest)}
        </p>
      )}
    </div>
  )
}

function SeedField({ options, error, onChange }: ModelOptionsProps) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor="seed">
        {texts.options.seed}
      </label>
      <input
        type="number"
        id="seed"
        name="seed"
        className={styles.control}
        inputMode="numeric"
        min={0}
        max={LIMITS.maxSeed}
        step={1}
        value={options.seed}
        placeholder={texts.options.seedHint}
        aria-invalid={error?.problem === 'bad-seed'}
        onChange={(event) => onChange({ seed: event.target.value })}
      />
    </div>
  )
}

function LeaveOutField({ options, error, onChange }: ModelOptionsProps) {
  return (
    <div className={styles.wideField}>
      <label className={styles.label} htmlFor="leave-out">
        {texts.options.leaveOut}
      </label>
      <input
        type="text"
        id="leave-out"
        className={styles.control}
        value={options.negativePrompt}
        placeholder={texts.options.leaveOutHint}
        autoComplete="off"
        aria-invalid={error?.problem === 'leave-out-too-long'}
        onChange={(event) => onChange({ negativePrompt: event.target.value })}
      />
    </div>
  )
}
