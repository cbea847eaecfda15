import { Suspense, useState } from 'react'
import { loadPart } from '#platform/load-screen.ts'
import { useServices } from '#platform/services-context.tsx'
import { texts } from '#ui/texts/en.ts'
import type { Ideas } from './features/create/idea-buttons.tsx'

/** Opened by a press, so that it is no part of the first screen. */
const IdeasPanel = loadPart(
  async () => (await import('./features/ideas/ideas-panel.tsx')).IdeasPanel,
  () => <p>{texts.broken.notHere}</p>,
)

/** What helps to find a prompt, beside the box: how it is asked for, and what stands there while it is open. */
export function useIdeas(): Ideas {
  const services = useServices()
  const [open, setOpen] = useState<Ideas['open']>()

  function close() {
    setOpen(undefined)
    // The button that has opened it, by its id.
    if (open) document.getElementById(open)?.focus()
  }

  /** Loading a part fails for no other reason than the network or a newer version of the app. */
  function act(work: Promise<unknown>) {
    work.catch(() => services.announce(texts.broken.notHere))
  }

  return {
    open,
    setOpen,
    panel: open && (
      <Suspense>
        <IdeasPanel key={open} name={open} onClose={close} />
      </Suspense>
    ),
    inspire: () => act(import('./features/ideas/inspire.ts').then(({ inspire }) => inspire(services))),
    recall: (box) =>
      act(import('./features/ideas/recall-prompts.ts').then((part) => part.recallPrompts(box, services))),
  }
}
