import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  contentText,
  fileNameOf,
  type MessageContent,
  type MessageState,
  parseContent,
  parseFileName,
} from './message-file.ts'

export interface Damage {
  readonly reason: 'name' | 'content' | 'unreadable' | 'duplicate'
  readonly cause?: unknown
}

/**
 * Hears of a file that could not be understood and was moved aside; what it held needs a person. The path is the new
 * one under `damaged/`, or still the old one if the file could not be moved.
 */
export type OnDamaged = (path: string, damage: Damage) => void

/** A message that was received too often, or that took too many processes with it. */
export interface DeadLetter {
  readonly messageId: string
  readonly body: string
  /** Milliseconds since the epoch. */
  readonly sentAtMs: number
  readonly receiveCount: number
  /** Receives lost to a killed process. */
  readonly crashes: number
}

/** The files of a queue: `messages`, `dead` and `damaged` hold what is kept, `temporary` what is being written. */
export interface QueueFolder {
  /** Whole messages of the folder `messages`, oldest first. */
  list(): Promise<readonly MessageState[]>
  /** Durable once `sync` has resolved after it. */
  publish(state: MessageState, body: string): Promise<void>
  sync(): Promise<void>
  /** Undefined when the file is gone or damaged; it is out of `messages` then. */
  read(state: MessageState): Promise<MessageContent | undefined>
  /** False when the file is gone. */
  move(from: MessageState, to: MessageState): Promise<boolean>
  remove(state: MessageState): Promise<void>
  bury(state: MessageState): Promise<void>
  listDead(): Promise<readonly DeadLetter[]>
  check(): Promise<void>
}

interface Places {
  readonly messages: string
  readonly dead: string
  readonly damaged: string
  readonly temporary: string
  readonly onDamaged: OnDamaged
}

/** Makes the folders and throws away what a killed process left half written. */
export async function openQueueFolder(root: string, onDamaged: OnDamaged): Promise<QueueFolder> {
  const places: Places = {
    messages: join(root, 'messages'),
    dead: join(root, 'dead'),
    damaged: join(root, 'damaged'),
    temporary: join(root, 'temporary'),
    onDamaged,
  }
  await rm(places.temporary, { recursive: true, force: true })
  for (const place of [places.messages, places.dead, places.damaged, places.temporary]) {
    await mkdir(place, { recursive: true })
  }
  await syncFolder(root)
  return {
    list: () => listMessages(places, places.messages),
    publish: (state, body) => publish(places, state, body),
    sync: () => syncFolder(places.messages),
    read: (state) => readMessage(places, join(places.messages, fileNameOf(state)), state),
    move: (from, to) =>
      succeedsIfThere(() => rename(join(places.messages, fileNameOf(from)), join(places.messages, fileNameOf(to)))),
    async remove(state) {
      await succeedsIfThere(() => unlink(join(places.messages, fileNameOf(state))))
    },
    async bury(state) {
      const name = fileNameOf(state)
      await succeedsIfThere(() => rename(join(places.messages, name), join(places.dead, name)))
    },
    listDead: () => listDead(places),
    check: () => access(places.messages, constants.R_OK | constants.W_OK),
  }
}

async function listMessages(places: Places, folder: string): Promise<MessageState[]> {
  const states = new Map<string, MessageState>()
  for (const name of (await readdir(folder)).sort()) {
    const state = parseFileName(name)
    const reason = state === undefined ? 'name' : 'duplicate'
    if (state === undefined || states.has(state.messageId)) await moveAside(places, join(folder, name), { reason })
    else states.set(state.messageId, state)
  }
  return [...states.values()]
}

async function publish(places: Places, state: MessageState, body: string): Promise<void> {
  const temporary = join(places.temporary, state.messageId)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(contentText({ ...state, body }))
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(temporary, join(places.messages, fileNameOf(state)))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function readMessage(places: Places, path: string, state: MessageState): Promise<MessageContent | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    // These are about the process, not about the file.
    if (hasCode(error, 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN')) throw error
    await moveAside(places, path, { reason: 'unreadable', cause: error })
    return undefined
  }
  const content = parseContent(text, state)
  if (content === undefined) await moveAside(places, path, { reason: 'content' })
  return content
}

async function listDead(places: Places): Promise<readonly DeadLetter[]> {
  const letters: DeadLetter[] = []
  for (const state of await listMessages(places, places.dead)) {
    const content = await readMessage(places, join(places.dead, fileNameOf(state)), state)
    if (content === undefined) continue
    letters.push({ ...content, receiveCount: state.receives, crashes: state.crashes })
  }
  return letters
}

/** One file that nobody can read must not keep the others from being worked on. */
async function moveAside(places: Places, path: string, damage: Damage): Promise<void> {
  const name = basename(path)
  // Ends in an id, so that nothing that was moved here before is replaced; 255 bytes are the limit of most file systems.
  const target = join(places.damaged, Buffer.byteLength(name) > 200 ? randomUUID() : `${name}~${randomUUID()}`)
  try {
    await rename(path, target)
    places.onDamaged(target, damage)
  } catch (error) {
    places.onDamaged(path, { ...damage, cause: error })
  }
}

async function succeedsIfThere(action: () => Promise<void>): Promise<boolean> {
  try {
    await action()
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

/** A rename outlives a power cut only after this. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code)
}
