import type { News } from '#offline/outbox.ts'

/** Word between the tabs, and with the service worker, that the outbox has changed. A channel never hears itself. */
export function createNews(): News {
  const channel = new BroadcastChannel('outbox')
  return {
    tell: () => channel.postMessage('changed'),
    onNews: (callback) =>
      channel.addEventListener('message', ({ data }) => callback(data === 'look' ? 'look' : 'changed')),
  }
}
