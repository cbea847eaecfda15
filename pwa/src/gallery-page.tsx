import { Suspense, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import { loadScreen } from '#platform/load-screen.ts'
import { GalleryScreen } from './features/gallery/gallery-screen.tsx'
import { ImageDialog } from './features/image-view/image-dialog.tsx'
import { useComparison } from './use-comparison.tsx'

const RunFailure = loadScreen(async () => (await import('./features/results/run-failure.tsx')).RunFailure)
const SaveZip = loadScreen(async () => (await import('./features/save-zip/save-zip-dialog.tsx')).SaveZipDialog)

/** The gallery stays in the page below an opened image, so that closing it leads back to the same place. */
export function GalleryPage({ jobId }: { jobId?: string | undefined }) {
  const { compare, comparison } = useComparison()
  const [zipped, setZipped] = useState<readonly GalleryEntry[]>()
  return (
    <>
      <GalleryScreen openedId={jobId} onCompare={compare} onSaveZip={setZipped} />
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
