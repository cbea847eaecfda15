import { Suspense, startTransition, useEffect, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { loadScreen } from '#platform/load-screen.ts'
import { useServices } from '#platform/services-context.tsx'
import { GalleryScreen } from './features/gallery/gallery-screen.tsx'
import { ImageDialog } from './features/image-view/image-dialog.tsx'
import { useComparison } from './use-comparison.tsx'

const RunFailure = loadScreen(async () => (await import('./features/results/run-failure.tsx')).RunFailure)
const SaveZip = loadScreen(async () => (await import('./features/save-zip/save-zip-dialog.tsx')).SaveZipDialog)

/** Milliseconds that a picture has for itself where the page was opened at it: line, processor and whoever looks at it. */
const PICTURE_FIRST_MS = 6000

/** The gallery stays in the page below an opened image, so that closing it leads back to the same place. */
export function GalleryPage({ jobId }: { jobId?: string | undefined }) {
  const { compare, comparison } = useComparison()
  const isGalleryThere = useIsGalleryThere(jobId !== undefined)
  // A step behind: a gallery that comes when the picture is closed learns which one that was, for the focus.
  const [openedId, setOpenedId] = useState(jobId)
  useEffect(() => setOpenedId(jobId), [jobId])
  const [zipped, setZipped] = useState<readonly GalleryEntry[]>()
  return (
    <>
      {isGalleryThere && <GalleryScreen openedId={openedId} onCompare={compare} onSaveZip={setZipped} />}
      {jobId !== undefined && (
        <ImageDialog
          key={jobId}
          jobId={jobId}
          onCompare={compare}
          failureOf={(job, result) => (
            <Suspense>
              <RunFailure job={job} result={result} />
            </Suspense>
          )}
        />
      )}
      <Suspense>{zipped !== undefined && <SaveZip entries={zipped} onClose={() => setZipped(undefined)} />}</Suspense>
      {comparison}
    </>
  )
}

/** Nothing of the gallery is seen under a picture: its tiles and their files come behind that. */
function useIsGalleryThere(isImageOpen: boolean): boolean {
  const { after, gallery } = useServices()
  const [isThere, setIsThere] = useState(!isImageOpen)
  if (!isImageOpen && !isThere) setIsThere(true)
  useEffect(() => {
    if (isThere) return
    // What the device knows of the picture, such as that it is a favourite, is wanted at once.
    void gallery.open()
    // In slices: somebody is at the picture.
    return after(PICTURE_FIRST_MS, () => startTransition(() => setIsThere(true)))
  }, [isThere, gallery, after])
  return isThere
}
