import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { settingsTexts } from '#ui/texts/settings.ts'

/** Who sees what is made here, and for how long it stays. */
export function WhoCanSee() {
  const { answer } = useObservable(useServices().modelList.state)
  const days = answer?.keptDays
  return (
    <>
      <p>{settingsTexts.whoSees}</p>
      {answer !== undefined && <p>{days === undefined ? settingsTexts.keptForGood : settingsTexts.keptDays(days)}</p>}
    </>
  )
}
