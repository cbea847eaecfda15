import { Suspense, useEffect } from 'react'
import { usePathname } from 'wouter/use-browser-location'
import { type Place, placeOf } from '#platform/addresses.ts'
import { loadScreen } from '#platform/load-screen.ts'
import { type Services, ServicesProvider } from '#platform/services-context.tsx'
import { dropFirstPictures } from '#ui/drop-first-pictures.ts'
import { CreatePage } from './create-page.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { PageNotFound } from './shell/page-not-found.tsx'
import { ScreenHeading } from './shell/screen-heading.tsx'
import { Shell } from './shell/shell.tsx'
import { Shortcuts } from './shortcuts.tsx'

const OutboxPage = loadScreen(async () => (await import('./outbox-page.tsx')).OutboxPage)
const SettingsPage = loadScreen(async () => (await import('./settings-page.tsx')).SettingsPage)
const GalleryPage = loadScreen(async () => (await import('./gallery-page.tsx')).GalleryPage)

/** Those that are not in the app's first file. */
const LATER_SCREENS: Readonly<Partial<Record<Place['screen'], { readonly prepare: () => Promise<void> }>>> = {
  gallery: GalleryPage,
  outbox: OutboxPage,
  settings: SettingsPage,
}

/**
 * Begins to load what an address needs, code and list, while the device is still being read.
 * @returns when the code is there, or not to be had
 */
export async function prepareScreen(path: string, { gallery }: Pick<Services, 'gallery'>): Promise<void> {
  const { screen } = placeOf(path)
  // Its outcomes are states of the gallery, which loads its own code once more where that did not come.
  if (screen === 'gallery') gallery.open().catch(() => undefined)
  await LATER_SCREENS[screen]?.prepare()
}

/** The address decides which screen stands in the frame. A screen that breaks leaves the frame standing. */
export function App({ services }: { services: Services }) {
  const place = placeOf(usePathname())
  const { reportError, openJob } = services
  const jobId = 'jobId' in place ? place.jobId : undefined
  useEffect(() => openJob.set(jobId), [openJob, jobId])
  useEffect(() => {
    if (place.screen !== 'gallery') dropFirstPictures()
  }, [place.screen])
  // One job is the Create screen too: going from one to the other keeps the form and its focus.
  const screen = place.screen === 'job' ? 'create' : place.screen
  return (
    <ServicesProvider services={services}>
      <ErrorBoundary where="shell" reportError={reportError}>
        <Shell screen={place.screen}>
          <ErrorBoundary key={screen} where={place.screen} reportError={reportError}>
            <Suspense fallback={<ScreenHeading screen={screen} />}>
              <Screen place={place} />
            </Suspense>
          </ErrorBoundary>
        </Shell>
        <Shortcuts />
      </ErrorBoundary>
    </ServicesProvider>
  )
}

function Screen({ place }: { place: Place }) {
  switch (place.screen) {
    case 'create':
      return <CreatePage />
    case 'job':
      return <CreatePage jobId={place.jobId} />
    case 'gallery':
      return <GalleryPage jobId={place.jobId} />
    case 'outbox':
      return <OutboxPage />
    case 'settings':
      return <SettingsPage />
    case 'nowhere':
      return <PageNotFound />
    default:
      return place satisfies never
  }
}
