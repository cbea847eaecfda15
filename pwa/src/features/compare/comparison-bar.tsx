import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { compareTexts } from '#ui/texts/compare.ts'
import { texts } from '#ui/texts/en.ts'
import styles from './compare.module.css'
import { ZOOM_STEP } from './comparison-keys.ts'
import type { Zoom } from './use-zoom.ts'
import { FIT, MAX_SCALE } from './zoom.ts'

/** As in ui/icon.tsx. */
const PATHS = {
  zoomIn: 'M12 5v14M5 12h14',
  zoomOut: 'M5 12h14',
  fit: 'M4 9V4h5M15 4h5v5M4 15v5h5M20 15v5h-5',
} as const

interface ComparisonBarProps {
  readonly total: number
  readonly zoom: Zoom
  readonly isBlind: boolean
  readonly onToggleBlind: () => void
  readonly onClose: () => void
}

/** What is done to all pictures at once. */
export function ComparisonBar({ total, zoom, isBlind, onToggleBlind, onClose }: ComparisonBarProps) {
  const { scale, zoomBy, fit } = zoom
  return (
    <div className={styles.bar}>
      <Button
        look="quiet"
        icon={LATER_ICONS.close}
        iconOnly
        label={texts.common.close}
        className={styles.close}
        onClick={onClose}
      />
      <h2 className={styles.title}>{compareTexts.title}</h2>
      <p className={styles.keys}>{compareTexts.keys(total)}</p>
      <label className={styles.blind}>
        <input type="checkbox" checked={isBlind} onChange={onToggleBlind} />
        {compareTexts.blind}
      </label>
      <div className={styles.zoom}>
        <Button
          look="quiet"
          iconOnly
          label={compareTexts.zoomOut}
          aria-disabled={scale <= FIT.scale}
          onClick={() => zoomBy(1 / ZOOM_STEP)}
        >
          <Icon name={PATHS.zoomOut} />
        </Button>
        <span className={styles.percent}>{compareTexts.percent(scale)}</span>
        <Button
          look="quiet"
          iconOnly
          label={compareTexts.zoomIn}
          aria-disabled={scale >= MAX_SCALE}
          onClick={() => zoomBy(ZOOM_STEP)}
        >
          <Icon name={PATHS.zoomIn} />
        </Button>
        <Button look="quiet" iconOnly label={compareTexts.fit} onClick={fit}>
          <Icon name={PATHS.fit} />
        </Button>
      </div>
    </div>
  )
}
