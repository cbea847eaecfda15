import { Suspense, useState } from 'react'
import type { GalleryEntry } from '#contract/gallery.ts'
import type { ComparePicture } from '#platform/compare-picture.ts'
import { loadScreen } from '#platform/load-screen.ts'
import { GalleryScreen } from './features/gallery/gallery-screen.tsx'
import { ImageDialog } from './features/image-view/image-dialog.tsx'

const RunFailure = loadScreen(async () => (await import('./features/results/run-failure.tsx')).RunFailure)
const ComparedPictures = loadScreen(async () => (await import('./compared-pictures.tsx')).ComparedPictures)
const SaveZip = loadScreen(async () => (await import('./features/save-zip/save-zip-dialog.tsx')).SaveZipDialog)

/** The gallery stays in the page below an opened image, so that closing it leads back to the same place. */
export function GalleryPage({ jobId }: { jobId?: string | undefined }) {
  const [compared, setCompared] = useState<readonly ComparePicture[]>()
  const [zipped, setZipped] = useState<readonly GalleryEntry[]>()
  return (
    <>
      <GalleryScreen openedId={jobId} onCompare={setCompared} onSaveZip={setZipped} />
      {jobId !== undefined && (
        <ImageDialog
          key={jobId}
          jobId={jobId}
          onCompare={setCompared}
          failureOf={(job, result) => (
            <Suspense>
              <RunFailure job={job} result={result} />
            </Suspense>
          )}
        />
      )}
      <Suspense>
        {compared !== undefined && <ComparedPictures pictures={compared} onClose={() => setCompared(undefined)} />}
        {zipped !== undefined && <SaveZip entries={zipped} onClose={() => setZipped(undefined)} />}
      </Suspense>
    </>
  )
}
