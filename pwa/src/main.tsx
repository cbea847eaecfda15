import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { placeOf } from '#platform/addresses.ts'
import { browserParts } from '#platform/browser-parts.ts'
import { loadOnce } from '#platform/late-part.ts'
import { followLaunches } from '#platform/launches.ts'
import { reportUncaught } from '#platform/report-error.ts'
import { dateAndTime, seconds } from '#ui/texts/format.ts'
import { App, prepareScreen } from './app.tsx'
import { createServices } from './services.ts'
import { startLanguage } from './start-language.ts'

/** The first screen waits this long for what the device remembers, so that it is painted whole and nothing moves. */
const LOAD_WAIT_MS = 250
/** And for its code: the frame has its place until then. */
const SCREEN_WAIT_MS = 2000

/** The worker's parts are loaded after the first paint, or after this. */
const PAINT_WAIT_MS = 1000

const parts = browserParts()
const services = createServices(parts)
reportUncaught(services.reportError)
addEventListener('pagehide', () => {
  // The page is leaving: nothing can be waited for.
  void services.draft.save()
})
const place = placeOf(location.pathname)
const isGallery = place.screen === 'gallery'
// Its outcome, a failure too, is a state of the list.
const listModels = loadOnce(() => services.modelList.refresh())
if (isGallery) {
  // Pictures come first there, unless somebody goes on to another screen: the router tells so by this event.
  void parts.whenCalm().then(listModels)
  addEventListener('pushState', () => void listModels(), { once: true })
} else void listModels()

/** No await at the top of this file: parts that come later import from it, and would wait for its end for ever. */
async function begin(): Promise<void> {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no element "root".')
  // Tasks of their own: the modules have just been run in one, and a press waits for the end of each.
  await after(0)
  const screen = prepareScreen(location.pathname, services)
  await after(0)
  await Promise.all([
    startLanguage(services.reportError),
    Promise.race([services.load(), after(LOAD_WAIT_MS)]),
    Promise.race([screen, after(SCREEN_WAIT_MS)]),
  ])
  // What is said of a picture has a date and numbers, and Intl takes some 10 ms to begin with each.
  for (const format of isGallery && 'jobId' in place ? [dateAndTime, seconds] : []) {
    await after(0)
    format.format(0.5)
  }
  // In pieces, so that a press in the frame that is painted already does not wait for all of it.
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <App services={services} />
      </StrictMode>,
    )
  })
  takeIncoming(new URL(location.href))
  followLaunches(takeIncoming)
}

const reportAs = (where: string) => (error: unknown) => void services.reportError({ error, where, level: 'WARNING' })

function takeIncoming(address: URL): void {
  services.takeIncoming(address).catch(reportAs('incoming'))
}

function after(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

// What it throws is reported as any uncaught error is.
const begun = begin()

if (import.meta.env.PROD) {
  // They load more than the first screen, which must not wait for that: the page's own files can all be there before
  // anything of it is painted.
  const start = async () => {
    await begun
    await whenPainted()
    // Pictures of others are on their way there, and all that the worker loads would be in their way.
    await (isGallery ? parts.whenCalm() : parts.whenIdle())
    if ('serviceWorker' in navigator) services.startWorker().catch(reportAs('service worker'))
    // A part that does not come is no trouble of anybody's: this visit tells nothing.
    services.watchSpeed().catch(() => undefined)
  }
  if (document.readyState === 'complete') void start()
  else addEventListener('load', start, { once: true })
}

/** A window that nobody sees paints nothing: then the time alone counts. */
function whenPainted(): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAINT_WAIT_MS)
    requestAnimationFrame(() => requestAnimationFrame(resolve))
  })
}
