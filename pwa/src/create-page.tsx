import { CreateScreen } from './features/create/create-screen.tsx'
import { Results } from './features/results/results.tsx'

/** The prompt form with the pictures of this device's jobs, or of the one job of the address. */
export function CreatePage({ jobId }: { jobId?: string }) {
  return (
    <CreateScreen areResultsFirst={jobId !== undefined}>
      <Results jobId={jobId} />
    </CreateScreen>
  )
}
