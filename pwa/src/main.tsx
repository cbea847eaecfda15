import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { browserParts } from '#platform/browser-parts.ts'
import { followLaunches } from '#platform/launches.ts'
import { reportUncaught } from '#platform/report-error.ts'
import { App } from './app.tsx'
import { createServices } from './services.ts'

/** The first screen waits this long for what the device remembers, so that it is painted whole and nothing moves. */
const LOAD_WAIT_MS = 250

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element "root".')
const services = createServices(browserParts())
reportUncaught(services.reportError)
addEventListener('pagehide', () => {
  // The page is leaving: nothing can be waited for.
  void services.draft.save()
})
// Its outcome, a failure too, is a state of the list.
void services.modelList.refresh()
await Promise.race([services.load(), new Promise((resolve) => setTimeout(resolve, LOAD_WAIT_MS))])
createRoot(root).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
)

const reportAs = (where: string) => (error: unknown) => void services.reportError({ error, where, level: 'WARNING' })
const takeIncoming = (address: URL) => {
  services.takeIncoming(address).catch(reportAs('incoming'))
}
takeIncoming(new URL(location.href))
followLaunches(takeIncoming)

if (import.meta.env.PROD) {
  // They load more than the first screen, which must not wait for that.
  const start = () => {
    if ('serviceWorker' in navigator) services.startWorker().catch(reportAs('service worker'))
    // A part that does not come is no trouble of anybody's: this visit tells nothing.
    services.watchSpeed().catch(() => undefined)
  }
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}
