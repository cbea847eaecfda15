import type { News } from '#offline/outbox.ts'

/** Word between the tabs, and with the service worker, that something has changed. A channel never hears itself. */
export function createNews(about: 'outbox' | 'gallery'): News {
  const channel = new BroadcastChannel(about)
  return {
    tell: () => channel.postMessage('changed'),
    onNews: (callback) =>
      channel.addEventListener('message', ({ data }) => callback(data === 'look' ? 'look' : 'changed')),
  }
}
