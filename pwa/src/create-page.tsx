import { useServices } from '#platform/services-context.tsx'
import { CreateScreen } from './features/create/create-screen.tsx'
import { Results } from './features/results/results.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { useComparison } from './use-comparison.tsx'
import { useIdeas } from './use-ideas.tsx'

/** The prompt form with the pictures of this device's jobs, or of the one job of the address. */
export function CreatePage({ jobId }: { jobId?: string }) {
  const { compare, comparison } = useComparison()
  const { reportError } = useServices()
  return (
    <>
      <CreateScreen areResultsFirst={jobId !== undefined} ideas={useIdeas()}>
        {/* Results that cannot be shown leave the box standing. */}
        <ErrorBoundary key={jobId} where="results" reportError={reportError}>
          <Results jobId={jobId} onCompare={compare} />
        </ErrorBoundary>
      </CreateScreen>
      {comparison}
    </>
  )
}
