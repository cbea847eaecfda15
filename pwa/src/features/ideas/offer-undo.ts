import { UNDO_MS } from '#offline/gallery.ts'
import type { Services } from '#platform/services-context.tsx'
import { ideaTexts } from '#ui/texts/ideas.ts'

interface UndoOffer {
  readonly text: string
  readonly undone: string
  readonly undo: () => unknown
}

/** Says what was done, offers to take it back, and says so when it was. */
export function offerUndo(
  { notices, announce, reportError }: Pick<Services, 'notices' | 'announce' | 'reportError'>,
  { text, undone, undo }: UndoOffer,
): void {
  announce(text)
  notices.show({
    key: 'idea',
    text,
    lastsMs: UNDO_MS,
    actions: [
      {
        label: ideaTexts.undo,
        async onPress() {
          try {
            await undo()
            announce(undone)
          } catch (error) {
            reportError({ error, where: 'ideas' })
            announce(ideaTexts.notKept)
          }
        },
      },
    ],
  })
}
