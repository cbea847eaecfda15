import { type ReactNode, useState } from 'react'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { loadOnce } from '#platform/late-part.ts'
import { useServices } from '#platform/services-context.tsx'
import { texts } from '#ui/texts/en.ts'

const loadDialog = loadOnce(async () => (await import('./features/compare/comparison-dialog.tsx')).ComparisonDialog)

interface Open {
  readonly Dialog: Awaited<ReturnType<typeof loadDialog>>
  readonly pictures: readonly ComparePicture[]
}

/** The comparison over a screen: how it is opened, and what stands there while it is open. */
export function useComparison(): { compare: (pictures: readonly ComparePicture[]) => void; comparison: ReactNode } {
  const { announce } = useServices()
  const [open, setOpen] = useState<Open>()
  return {
    compare(pictures) {
      // Loading a part fails for no other reason than the network or a newer version of the app.
      loadDialog().then(
        (Dialog) => setOpen({ Dialog, pictures }),
        () => announce(texts.broken.notHere),
      )
    },
    comparison: open && <open.Dialog pictures={open.pictures} onClose={() => setOpen(undefined)} />,
  }
}
