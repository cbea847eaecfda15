import { GalleryScreen } from './features/gallery/gallery-screen.tsx'
import { ImageDialog } from './features/image-view/image-dialog.tsx'

/** The gallery stays in the page below an opened image, so that closing it leads back to the same place. */
export function GalleryPage({ jobId }: { jobId?: string | undefined }) {
  return (
    <>
      <GalleryScreen />
      {jobId !== undefined && <ImageDialog key={jobId} jobId={jobId} />}
    </>
  )
}
