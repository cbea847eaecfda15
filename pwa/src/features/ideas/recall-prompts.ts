import type { Services } from '#platform/services-context.tsx'
import { actionOf } from '#ui/keys/action-of.ts'
import { RECALL_KEYS } from '#ui/keys/first-keys.ts'

/** As far back as somebody goes step by step; the panel has all. */
const MOST_ROWS = 300

type RecallTools = Pick<Services, 'device' | 'draft'>

/**
 * Puts the last prompt into the empty box, and older and newer ones with the arrow keys, as a shell does. It begins in an
 * empty box and ends with any other key or press, so that no text of a person is ever replaced.
 * @throws where the history cannot be read
 */
export async function recallPrompts(box: HTMLTextAreaElement, { device, draft }: RecallTools): Promise<void> {
  const prompts = (await (await device.openHistory()).read(MOST_ROWS)).map(({ prompt }) => prompt)
  const [latest] = prompts
  // Something was written, or the screen was left, while it was read.
  if (latest === undefined || draft.state.get().text !== '' || !box.isConnected) return
  let place = 0
  draft.setText(latest)
  const ending = new AbortController()
  const { signal } = ending
  const end = () => ending.abort()
  box.addEventListener('keydown', step, { signal })
  box.addEventListener('input', end, { signal })
  box.addEventListener('pointerdown', end, { signal })
  box.addEventListener('blur', end, { signal })

  function step(event: KeyboardEvent): void {
    const action = actionOf(RECALL_KEYS, event)
    // Put there by something else, such as an example.
    if (action === undefined || draft.state.get().text !== prompts[place]) {
      end()
      return
    }
    event.preventDefault()
    place = Math.min(place + (action === 'older' ? 1 : -1), prompts.length - 1)
    draft.setText(prompts[place] ?? '')
    if (place < 0) end()
  }
}
