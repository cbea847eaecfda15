import type { Part } from './picture-row.ts'
import { clearPictures } from './picture-space.ts'
import { createPictureStore, type PictureTools } from './picture-store.ts'

/** A prompt is some kilobytes; the browser's own books take more. */
const FIRST_BYTES = 8_000_000

/**
 * Room for a prompt on a full device, by pictures, which can be loaded again: some of the oldest first, then all that
 * nobody has pinned, then every one. Each step answers what went; prompts are never touched.
 */
export function roomSteps(tools: PictureTools): readonly (() => Promise<Part>)[] {
  const { inTurn, evict } = createPictureStore(tools)
  return [
    () => inTurn(() => evict({ bytes: FIRST_BYTES })),
    () => inTurn(() => evict({ bytes: Number.MAX_VALUE })),
    () => clearPictures(tools),
  ]
}
