import { createAppUpdates } from '#platform/app-updates.ts'
import { createAppWorker } from '#platform/app-worker.ts'
import { noteFilled, readFilled } from '#platform/filled-screens.ts'
import { createUpdateNotices } from '#platform/update-notices.ts'

type UpdateTools = Parameters<typeof createAppUpdates>[0]

/** Registers the service worker and watches over its versions. Loaded when the page is at rest. */
export async function startAppWorker({
  notices,
  announce,
  ...tools
}: Omit<UpdateTools, 'worker' | 'notices' | 'reload'> & {
  readonly notices: Parameters<typeof createUpdateNotices>[0]
  readonly announce: (sentence: string) => void
}) {
  // A device with anything on it has noted so by now.
  if (tools.outboxState.get().isRead && readFilled() === undefined) noteFilled({ create: false, outbox: false })
  const updates = createAppUpdates({
    ...tools,
    worker: createAppWorker(),
    notices: createUpdateNotices(notices, announce),
    reload: () => location.reload(),
  })
  await updates.start()
  return updates
}
