import { CreateScreen } from './features/create/create-screen.tsx'
import { Results } from './features/results/results.tsx'
import { useComparison } from './use-comparison.tsx'

/** The prompt form with the pictures of this device's jobs, or of the one job of the address. */
export function CreatePage({ jobId }: { jobId?: string }) {
  const { compare, comparison } = useComparison()
  return (
    <>
      <CreateScreen areResultsFirst={jobId !== undefined}>
        <Results jobId={jobId} onCompare={compare} />
      </CreateScreen>
      {comparison}
    </>
  )
}
