import * as v from 'valibot'
import { StatusAnswer } from '#contract/job.ts'
import type { News } from '#offline/outbox.ts'
import type { TellsStatus } from '#offline/poll-jobs.ts'

/** Word between the tabs, and with the service worker, that something has changed. A channel never hears itself. */
export function createNews(about: 'outbox' | 'gallery'): News {
  const channel = new BroadcastChannel(about)
  return {
    tell: () => channel.postMessage('changed'),
    onNews: (callback) =>
      channel.addEventListener('message', ({ data }) => callback(data === 'look' ? 'look' : 'changed')),
  }
}

const Told = v.object({ status: StatusAnswer, serverNowMs: v.optional(v.number()) })

/** What the server says of a job, from the tab that has asked to the others, which may be of another version. */
export function createTabs(): TellsStatus {
  const channel = new BroadcastChannel('jobs')
  return {
    tell: (status, serverNowMs) => channel.postMessage({ status, serverNowMs }),
    onTold: (callback) =>
      channel.addEventListener('message', ({ data }) => {
        const told = v.safeParse(Told, data)
        if (told.success) callback(told.output.status, told.output.serverNowMs)
      }),
  }
}
