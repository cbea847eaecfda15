import { navigate } from 'wouter/use-browser-location'

/** What the system asks an open window for, which the platform's types leave out: Chromium has it alone. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly targetURL?: string }) => void): void
}

/**
 * The window that is open shows what a shortcut or a link asks for; the system has brought it to the front.
 * @param onLaunch called with the address, after the screen was changed
 */
export function followLaunches(onLaunch: (address: URL) => void): void {
  if (!('launchQueue' in globalThis)) return
  let isFirst = true
  const opened = location.href
  const { launchQueue } = globalThis as unknown as { launchQueue: LaunchQueue } // as the platform has it
  launchQueue.setConsumer(({ targetURL }) => {
    if (targetURL === undefined) return
    const address = new URL(targetURL)
    // The launch that opened this window is taken already; the same link later is a launch of its own.
    const isOpening = isFirst && address.href === opened
    isFirst = false
    if (isOpening) return
    navigate(address.pathname + address.search)
    onLaunch(address)
  })
}
