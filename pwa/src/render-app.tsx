import { act, cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { App } from './app.tsx'
import { createFakeServer, type FakeServer } from './fake-server.ts'
import { createManualAttention } from './manual-attention.ts'
import { createManualTiming } from './manual-timing.ts'
import { createServices } from './services.ts'

// Loaded here, so that no test waits for the bundler when a lazy screen is first shown.
await import('./gallery-page.tsx')
await import('./features/create/improve-panel.tsx')
await import('./features/results/job-results.tsx')
await import('#ui/question.tsx')

// jsdom knows the element but not its methods; what a modal dialog does to focus and page is tested in a browser.
HTMLDialogElement.prototype.showModal ??= function showModal() {
  this.open = true
}
HTMLDialogElement.prototype.close ??= function close() {
  this.open = false
}

/** The whole app at an address, over a fake server and a clock that stands still. What the device keeps is kept. */
export async function renderApp(path: string, server: FakeServer = createFakeServer()) {
  history.replaceState(null, '', path)
  const timing = createManualTiming()
  const attention = createManualAttention()
  const services = createServices({
    ...{ fetch: server.fetch, timing, attention },
    randomBytes: (bytes) => crypto.getRandomValues(bytes),
  })
  await services.load()
  await services.modelList.refresh()
  await act(async () => {
    render(<App services={services} />)
  })
  return {
    ...{ server, services, timing, attention, user: userEvent.setup() },
    advance: (ms: number) => act(() => timing.advance(ms)),
    close: cleanup,
  }
}
