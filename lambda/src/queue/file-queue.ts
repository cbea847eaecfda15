import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { type HoldRules, heldState, moveTo, type QueueParts, receiptOf, whileBusy, withHeld } from './held-message.ts'
import type { JobQueue, OutgoingMessage, ReceivedMessage, ReceiveOptions } from './job-queue.ts'
import { assertStartId, type MessageState } from './message-file.ts'
import { createMessageIndex, type IndexedMessage } from './message-index.ts'
import { createQueueChanges } from './queue-changes.ts'
import { type QueueClock, systemQueueClock } from './queue-clock.ts'
import { type DeadLetter, type OnDamaged, openQueueFolder, type QueueFolder } from './queue-folder.ts'

export interface FileQueueOptions extends Omit<HoldRules, 'clock'> {
  readonly folder: string
  /** The machine's clock if left out. */
  readonly clock?: QueueClock
  /** A message that was held by this many killed processes becomes a dead letter; 25 if left out. */
  readonly maxCrashes?: number
  readonly onDamaged?: OnDamaged
}

export interface FileQueue extends JobQueue {
  deadLetters(): Promise<readonly DeadLetter[]>
}

/** As SQS takes them, so that nothing works on one machine only. */
const outgoingMessages = v.array(
  v.object({
    body: v.pipe(v.string(), v.minLength(1)),
    delaySeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(900)), 0),
  }),
)

/**
 * A queue in a folder with the semantics of SQS. A process may be killed at any moment: every step is one atomic rename
 * or unlink. Only one process may use the folder at a time.
 */
export async function createFileQueue(options: FileQueueOptions): Promise<FileQueue> {
  const { folder: root, maxCrashes = 25, onDamaged = () => {}, clock = systemQueueClock } = options
  assertStartId(options.startId)
  const rules: HoldRules = { ...options, clock }
  const folder = await openQueueFolder(root, onDamaged)
  const index = createMessageIndex(await takeBackLostReceives(folder, rules, maxCrashes))
  const parts: QueueParts = { rules, folder, index, changes: createQueueChanges(clock) }
  return {
    send: (messages) => send(parts, messages),
    receive: (receiveOptions) => receive(parts, receiveOptions),
    delete: (receipt) =>
      withHeld(parts, receipt, async ({ state }) => {
        await folder.remove(state)
        index.forget(state.messageId)
      }),
    release: (receipt, delaySeconds) =>
      withHeld(parts, receipt, (message) => {
        const visibleAtMs = clock.now() + delaySeconds * 1000
        return moveTo(parts, message, { ...message.state, visibleAtMs, holder: undefined })
      }),
    check: () => folder.check(),
    deadLetters: () => folder.listDead(),
  }
}

async function takeBackLostReceives(
  folder: QueueFolder,
  { startId, clock }: HoldRules,
  maxCrashes: number,
): Promise<MessageState[]> {
  const states: MessageState[] = []
  for (const found of await folder.list()) {
    if (found.holder === undefined || found.holder === startId) {
      states.push(found)
      continue
    }
    const counts = { crashes: found.crashes + 1, receives: Math.max(found.receives - 1, 0) }
    const state = { ...found, ...counts, visibleAtMs: clock.now(), holder: undefined }
    await folder.move(found, state)
    if (state.crashes >= maxCrashes) await folder.bury(state)
    else states.push(state)
  }
  return states
}

async function send({ folder, index, changes, rules }: QueueParts, messages: readonly OutgoingMessage[]) {
  const sentAtMs = rules.clock.now()
  const outgoing = v.parse(outgoingMessages, messages).map(({ body, delaySeconds }) => {
    const visibleAtMs = sentAtMs + delaySeconds * 1000
    const state = { messageId: randomUUID(), sentAtMs, visibleAtMs, receives: 0, crashes: 0, holder: undefined }
    return { state, body }
  })
  if (outgoing.length === 0) return
  const outcomes = await Promise.allSettled(outgoing.map(({ state, body }) => folder.publish(state, body)))
  outgoing.forEach(({ state }, at) => {
    // A message that got into the folder is worked on even if its neighbour did not; the sender repeats both.
    if (outcomes[at]?.status === 'fulfilled') index.add(state)
  })
  changes.announce()
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected')
  if (failures.length > 0) {
    throw new Error(`${failures.length} of ${outgoing.length} messages were not sent`, { cause: failures[0]?.reason })
  }
  await folder.sync()
}

async function receive(
  parts: QueueParts,
  { max, waitMs, signal }: ReceiveOptions,
): Promise<readonly ReceivedMessage[]> {
  const { index, changes, rules } = parts
  const endsAtMs = rules.clock.now() + waitMs
  for (;;) {
    if (signal?.aborted) return []
    const since = changes.version()
    const messages = await takeVisible(parts, max)
    const leftMs = endsAtMs - rules.clock.now()
    if (messages.length > 0 || leftMs <= 0) return messages
    await changes.wait({ since, ms: Math.min(leftMs, index.nextVisibleAtMs() - rules.clock.now()), signal })
  }
}

/** Empty only when no message is visible: those that turn out to be dead or damaged are passed over. */
async function takeVisible(parts: QueueParts, max: number): Promise<readonly ReceivedMessage[]> {
  for (;;) {
    const picked = parts.index.pickVisible(max, parts.rules.clock.now())
    if (picked.length === 0) return []
    const takes = picked.map((message) => whileBusy(parts, message, () => take(parts, message)))
    const outcomes = await Promise.allSettled(takes)
    const messages = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? (outcome.value ?? []) : []))
    // What was taken is handed out, whatever happened to its neighbours: they are still visible and fail again.
    if (messages.length > 0) return messages
    const failure = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failure !== undefined) throw failure.reason
  }
}

async function take(parts: QueueParts, message: IndexedMessage): Promise<ReceivedMessage | undefined> {
  const { folder, index, rules } = parts
  const { state } = message
  if (state.receives >= rules.maxReceives) {
    await folder.bury(state)
    index.forget(state.messageId)
    return undefined
  }
  const content = await folder.read(state)
  if (content === undefined) {
    index.forget(state.messageId)
    return undefined
  }
  const held = heldState(state, rules)
  if (!(await moveTo(parts, message, held))) return undefined
  const { messageId, body, sentAtMs } = content
  return { messageId, body, sentAtMs, receipt: receiptOf(held), receiveCount: held.receives }
}
