import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFileQueue, type FileQueue, type FileQueueOptions } from '../../lambda/src/queue/file-queue.ts'
import type { ReceivedMessage } from '../../lambda/src/queue/job-queue.ts'
import { contentText, fileNameOf, type MessageState } from '../../lambda/src/queue/message-file.ts'
import { createManualQueueClock, type ManualQueueClock } from './manual-queue-clock.ts'

export interface FileQueueHome {
  readonly folder: string
  readonly clock: ManualQueueClock
  /** What the queues of this folder reported. */
  readonly damaged: readonly { readonly path: string; readonly reason: string }[]
  /** Another start of the process, unless it is given the start id of an earlier one. */
  open(settings?: Partial<FileQueueOptions>): Promise<FileQueue>
}

export const HOME_VISIBILITY_TIMEOUT_MS = 1_000

/** For tests: a folder of its own under `root`, with a clock of its own. */
export async function createFileQueueHome(root: string, settings: Partial<FileQueueOptions> = {}) {
  const folder = await mkdtemp(join(root, 'home-'))
  const clock = createManualQueueClock(Date.now())
  const damaged: { readonly path: string; readonly reason: string }[] = []
  const home: FileQueueHome = {
    folder,
    clock,
    damaged,
    open: (more = {}) =>
      createFileQueue({
        folder,
        startId: crypto.randomUUID(),
        visibilityTimeoutMs: HOME_VISIBILITY_TIMEOUT_MS,
        maxReceives: 5,
        clock,
        onDamaged: (path, { reason }) => damaged.push({ path, reason }),
        ...settings,
        ...more,
      }),
  }
  return home
}

/** A message in the folder that no queue has written. */
export async function plantMessage({ folder, clock }: FileQueueHome, place = 'messages'): Promise<MessageState> {
  const now = clock.now()
  const messageId = crypto.randomUUID()
  const state = { messageId, sentAtMs: now, visibleAtMs: now, receives: 0, crashes: 0, holder: undefined }
  await writeFile(join(folder, place, fileNameOf(state)), contentText({ ...state, body: 'planted' }))
  return state
}

export async function receiveOne(queue: FileQueue): Promise<ReceivedMessage> {
  const [message] = await queue.receive({ max: 1, waitMs: 0 })
  if (message === undefined) throw new Error('the queue has no visible message')
  return message
}

/** Long enough for a few steps on the disk; only for showing that something does not happen, or to let time pass. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20))
}
