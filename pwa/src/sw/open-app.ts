import { worker } from './worker-scope.ts'

/** Brings an open window to the front, or opens one. @param path an address of the app; anything else is its start */
export async function openApp(path: unknown): Promise<void> {
  const target = typeof path === 'string' && path.startsWith('/') ? path : '/'
  const windows = await worker.clients.matchAll({ type: 'window' })
  const [open] = windows
  if (open === undefined) {
    await worker.clients.openWindow(target)
    return
  }
  await open.focus()
  if (new URL(open.url).pathname !== target) await open.navigate(target)
}
