import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { browserParts } from '#platform/browser-parts.ts'
import { followLaunches } from '#platform/launches.ts'
import { reportUncaught } from '#platform/report-error.ts'
import { App, prepareScreen } from './app.tsx'
import { createServices } from './services.ts'

/** The first screen waits this long for what the device remembers, so that it is painted whole and nothing moves. */
const LOAD_WAIT_MS = 250

/** The worker's parts are loaded after the first paint, or after this. */
const PAINT_WAIT_MS = 1000

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element "root".')
const parts = browserParts()
const services = createServices(parts)
reportUncaught(services.reportError)
addEventListener('pagehide', () => {
  // The page is leaving: nothing can be waited for.
  void services.draft.save()
})
prepareScreen(location.pathname, services)
// Its outcome, a failure too, is a state of the list.
void services.modelList.refresh()
await Promise.race([services.load(), new Promise((resolve) => setTimeout(resolve, LOAD_WAIT_MS))])
createRoot(root).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
)

const takeIncoming = (address: URL) => {
  services.takeIncoming(address).catch((error: unknown) => {
    services.reportError({ error, where: 'incoming', level: 'WARNING' })
  })
}
takeIncoming(new URL(location.href))
followLaunches(takeIncoming)

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // It loads the whole app once more, and the first screen must not wait for that. The page's own files can all be there
  // before anything of it is painted.
  const start = () =>
    void whenPainted()
      .then(parts.whenIdle)
      .then(services.startWorker)
      .catch((error: unknown) => {
        services.reportError({ error, where: 'service worker', level: 'WARNING' })
      })
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}

/** A window that nobody sees paints nothing: then the time alone counts. */
function whenPainted(): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAINT_WAIT_MS)
    requestAnimationFrame(() => requestAnimationFrame(resolve))
  })
}
