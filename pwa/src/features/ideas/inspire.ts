import type { Services } from '#platform/services-context.tsx'
import { examplePrompts } from '#ui/texts/example-prompts.ts'
import { ideaTexts } from '#ui/texts/ideas.ts'
import { offerUndo } from './offer-undo.ts'

type InspireTools = Pick<Services, 'device' | 'draft' | 'notices' | 'announce' | 'random' | 'reportError'>

/** Puts an example into the box. A text of a person's own that stood there comes back by "Undo". */
export async function inspire(tools: InspireTools): Promise<void> {
  const { device, draft, random, reportError } = tools
  const turn = await device.takeTurn(examplePrompts.length).catch((error: unknown) => {
    // A device that keeps nothing gets any of them.
    reportError({ error, where: 'examples', level: 'WARNING' })
    return Math.floor(random() * examplePrompts.length)
  })
  const example = examplePrompts[turn]
  if (example === undefined) return
  const { text } = draft.state.get()
  const isOwn = text.trim() !== '' && !examplePrompts.includes(text)
  draft.setText(example)
  if (!isOwn) return tools.announce(ideaTexts.example)
  offerUndo(tools, { text: ideaTexts.exampleReplaced, undone: ideaTexts.textBack, undo: () => draft.setText(text) })
}
