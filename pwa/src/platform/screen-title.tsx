import { waitingPrompts } from '#offline/outbox-state.ts'
import { texts } from '#ui/texts/en.ts'
import { useServices } from './services-context.tsx'
import { useObservable } from './use-observable.ts'

/** The title of the window: the screen, and how many prompts wait on this device. */
export function ScreenTitle({ screen }: { screen: string }) {
  const { outbox } = useServices()
  return <title>{texts.app.title(screen, waitingPrompts(useObservable(outbox.state)).length)}</title>
}
