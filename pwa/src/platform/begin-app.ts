declare global {
  interface Window {
    /** The browser's offer to install the app, where it came before the app. */
    installOffer?: Event
  }
}

interface Beginning {
  /** The app's first file, of the build. */
  readonly app: string
  /** What its screen needs with it, of the build. */
  readonly parts: readonly string[]
  /** Shows what somebody comes for, when the frame is painted, unless the app has been begun by then. */
  readonly first: (isPainted: Promise<unknown>, begun: AbortSignal) => Promise<void>
}

/** A window that nobody sees paints nothing. Milliseconds. */
const PAINT_WAIT_MS = 300
/** On a slow phone's network the pictures of a window are there by then, and the app would not be. Milliseconds. */
const FIRST_WAIT_MS = 1500

/**
 * Loads and runs the app. Where a worker has it on the device it comes at once. Else it has to come over the network, and
 * what is seen first has that for itself: the frame, and what is shown in it.
 */
export async function beginApp({ app, parts, first }: Beginning): Promise<void> {
  // Made once, and perhaps before the app is there (install.ts).
  addEventListener('beforeinstallprompt', keepOffer, { once: true })
  const isReady = Promise.all([isRead(), isStyled()])
  if (!navigator.serviceWorker?.controller) {
    const painted = isPainted()
    const begun = new AbortController()
    // What does not come, the app shows or tells.
    const shown = first(painted, begun.signal).catch(() => undefined)
    await painted
    await Promise.race([shown, after(FIRST_WAIT_MS)])
    begun.abort()
  }
  for (const file of [app, ...parts]) preload(file)
  await isReady
  // A lost packet is no lost version.
  await import(app).catch(() => import(app))
}

function keepOffer(event: Event): void {
  event.preventDefault()
  window.installOffer = event
}

function preload(file: string): void {
  if (file === '') return
  const link = document.createElement('link')
  const isStyle = file.endsWith('.css')
  link.rel = isStyle ? 'preload' : 'modulepreload'
  if (isStyle) link.as = 'style'
  link.crossOrigin = ''
  // The frame needs none of them.
  link.fetchPriority = 'low'
  link.href = file
  document.head.append(link)
}

function isRead(): Promise<unknown> {
  return new Promise((resolve) => addEventListener('DOMContentLoaded', resolve))
}

/** As for any script of a page, its style sheet has to be there, or lost. Asked in the head, so that its end is not missed. */
function isStyled(): Promise<unknown> {
  return new Promise((resolve) => {
    const look = ({ target }: Event) =>
      target instanceof HTMLLinkElement && target.rel === 'stylesheet' && resolve(undefined)
    document.addEventListener('load', look, true)
    document.addEventListener('error', look, true)
    addEventListener('load', resolve)
  })
}

function isPainted(): Promise<unknown> {
  return new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true })
    setTimeout(resolve, PAINT_WAIT_MS)
  })
}

function after(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
