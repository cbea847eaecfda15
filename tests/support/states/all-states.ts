import { COMPARISON_STATES } from './comparison-states.ts'
import { CREATE_STATES } from './create-states.ts'
import { GALLERY_STATES } from './gallery-states.ts'
import { IDEAS_STATES } from './ideas-states.ts'
import { IMAGE_STATES } from './image-states.ts'
import { NOTICE_STATES } from './notice-states.ts'
import { OUTBOX_STATES } from './outbox-states.ts'
import { RESULTS_STATES } from './results-states.ts'
import type { ScreenState } from './screen-state.ts'
import { SETTINGS_STATES } from './settings-states.ts'

/** Every state of every screen: what axe looks at, what is measured, what is photographed. */
export const ALL_STATES: readonly ScreenState[] = [
  ...CREATE_STATES,
  ...RESULTS_STATES,
  ...OUTBOX_STATES,
  ...GALLERY_STATES,
  ...IMAGE_STATES,
  ...COMPARISON_STATES,
  ...SETTINGS_STATES,
  ...NOTICE_STATES,
  // They send prompts of their own, which push others out of the gallery's first window.
  ...IDEAS_STATES,
]

export function nameOf({ screen, state }: ScreenState): string {
  return `${screen}: ${state}`
}
