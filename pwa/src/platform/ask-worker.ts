/** A worker that does not answer in this time is busy, or gone. */
const PATIENCE_MS = 1000

/** What the service worker of this page answers to a message; undefined where there is none, or it says nothing. */
export async function askWorker(message: { readonly type: string }): Promise<unknown> {
  const worker = 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null
  if (worker === null) return undefined
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<unknown>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data)
    setTimeout(resolve, PATIENCE_MS)
  })
  worker.postMessage(message, [port2])
  return answer.finally(() => port1.close())
}
