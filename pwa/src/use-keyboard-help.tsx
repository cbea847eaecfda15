import { type ReactNode, useState } from 'react'
import { loadOnce } from '#platform/late-part.ts'
import { useServices } from '#platform/services-context.tsx'
import { texts } from '#ui/texts/en.ts'

const loadHelp = loadOnce(async () => (await import('./features/keyboard-help/keyboard-help.tsx')).KeyboardHelp)

/** The keyboard help: how it is opened, and what stands there while it is open. */
export function useKeyboardHelp(): { openHelp: () => void; help: ReactNode } {
  const { announce } = useServices()
  const [open, setOpen] = useState<{ readonly Help: Awaited<ReturnType<typeof loadHelp>> }>()
  return {
    openHelp() {
      // Loading a part fails for no other reason than the network or a newer version of the app.
      loadHelp().then(
        (Help) => setOpen({ Help }),
        () => announce(texts.broken.notHere),
      )
    },
    help: open && <open.Help onClose={() => setOpen(undefined)} />,
  }
}
