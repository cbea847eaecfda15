import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

const NAME = 'pixel-prompt'
const VERSION = 5
/** An upgrade that another tab blocks would keep `open` waiting without end. */
const OPEN_TIMEOUT_MS = 5000

/** Values are `unknown`: an older or a newer version of the app may have written them, so each reader parses. */
export interface Schema extends DBSchema {
  settings: { key: string; value: unknown }
  /** Prompts on their way to the server, and for a while afterwards. */
  prompts: { key: string; value: unknown; indexes: { due: [string, number, number] } }
  /** What the prompts share. */
  meta: { key: string; value: unknown }
  /** Jobs as far as this device knows them, to be read without a network. */
  jobs: { key: string; value: unknown; indexes: { own: [number, string] } }
  /** What versions 1 to 3 knew of kept pictures. */
  ledger: { key: string; value: unknown }
  /** What is known of the gallery: one row for each day, so that a hundred thousand entries are some hundred reads. */
  days: { key: string; value: unknown }
  /** Jobs that a person has marked on this device. */
  marks: { key: string; value: unknown }
  /** Jobs that a person has deleted, until the server has heard it and for a while afterwards. */
  deletions: { key: string; value: unknown }
  /** Each kept picture. */
  pictures: { key: string; value: unknown; indexes: { order: [number, number]; job: string; status: string } }
  /** Why the pictures of a job stay, by its id. */
  picturePins: { key: string; value: unknown }
  /** What the pictures come to, what they may, and how they were asked for. */
  pictureFacts: { key: string; value: unknown }
  /** Prompts that their writer has taken out of the history. */
  forgotten: { key: string; value: unknown }
  /** Prompts with blanks that a person keeps. */
  templates: { key: string; value: unknown }
}

/** What goes wrong with the device's storage, for the log; and `unblocked`, when what was blocked has opened after all. */
export type DatabaseTrouble = 'blocked' | 'unblocked' | 'blocking' | 'terminated' | 'data-lost' | 'timeout'

export interface Database {
  /**
   * Runs work on an open database; once more with a new handle where the old one was lost.
   * @throws where the device has no database, or it does not open in time
   */
  readonly run: <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>) => Promise<T>
}

interface DatabaseOptions {
  readonly onTrouble?: (trouble: DatabaseTrouble) => void
  readonly openTimeoutMs?: number
  /** Takes the database as it is, of whichever version, and never makes or changes one: for the service worker. */
  readonly isGuest?: boolean
}

/** The one database of the app on this device. A handle that is known to be dead is never kept. */
export function createDatabase({ onTrouble, ...options }: DatabaseOptions = {}): Database {
  const { openTimeoutMs = OPEN_TIMEOUT_MS, isGuest = false } = options
  let handle: Promise<IDBPDatabase<Schema>> | undefined

  function open(): Promise<IDBPDatabase<Schema>> {
    const opening = openHandle()
    // Until a late one is there all work fails at once, without this wait before each: the page works in memory.
    const inTime = withTimeLimit(opening, openTimeoutMs, () => onTrouble?.('timeout'))
    handle = inTime
    opening.then(
      () => {
        if (handle === inTime) handle = opening
      },
      () => drop(inTime),
    )
    return inTime
  }

  async function openHandle(): Promise<IDBPDatabase<Schema>> {
    let isBlocked = false
    const opened = await openDB<Schema>(NAME, isGuest ? undefined : VERSION, {
      upgrade(database, _oldVersion, _newVersion, transaction, event) {
        // There is none yet: an empty one of a guest would be in the way of the owner's.
        if (isGuest) return transaction.abort()
        // Chromium tells here that it found the database broken and emptied it.
        if ('dataLoss' in event && event.dataLoss === 'total') onTrouble?.('data-lost')
        addMissingStores(database)
      },
      blocked() {
        isBlocked = true
        onTrouble?.('blocked')
      },
      blocking(_currentVersion, _blockedVersion, event) {
        onTrouble?.('blocking')
        // A newer version of the app in another tab must not wait for this one.
        if (event.target instanceof IDBDatabase) event.target.close()
        handle = undefined
      },
      terminated() {
        onTrouble?.('terminated')
        handle = undefined
      },
    })
    if (isBlocked) onTrouble?.('unblocked')
    return opened
  }

  function drop(opened: Promise<IDBPDatabase<Schema>>): void {
    if (handle === opened) handle = undefined
  }

  return {
    async run(work) {
      const opened = handle ?? open()
      try {
        return await work(await opened)
      } catch (error) {
        if (!isLostHandle(error)) throw error
        drop(opened)
        return work(await (handle ?? open()))
      }
    },
  }
}

/** Every version only adds: nothing that an older one has written is ever dropped or rewritten here. */
function addMissingStores(database: IDBPDatabase<Schema>): void {
  const has = database.objectStoreNames
  if (!has.contains('settings')) database.createObjectStore('settings')
  if (!has.contains('meta')) database.createObjectStore('meta')
  if (!has.contains('prompts')) {
    const prompts = database.createObjectStore('prompts', { keyPath: 'id' })
    prompts.createIndex('due', ['state', 'nextAttemptAt', 'seq'])
  }
  if (!has.contains('ledger')) database.createObjectStore('ledger', { keyPath: 'url' })
  if (!has.contains('days')) database.createObjectStore('days', { keyPath: 'day' })
  if (!has.contains('marks')) database.createObjectStore('marks', { keyPath: 'id' })
  if (!has.contains('deletions')) database.createObjectStore('deletions', { keyPath: 'id' })
  if (!has.contains('picturePins')) database.createObjectStore('picturePins', { keyPath: 'jobId' })
  if (!has.contains('pictureFacts')) database.createObjectStore('pictureFacts')
  if (!has.contains('forgotten')) database.createObjectStore('forgotten', { keyPath: 'id' })
  if (!has.contains('templates')) database.createObjectStore('templates', { keyPath: 'id' })
  if (!has.contains('pictures')) {
    const pictures = database.createObjectStore('pictures', { keyPath: 'url' })
    pictures.createIndex('order', ['rank', 'lastUsed'])
    pictures.createIndex('job', 'jobId')
    pictures.createIndex('status', 'status')
  }
  if (!has.contains('jobs')) {
    const jobs = database.createObjectStore('jobs', { keyPath: 'jobId' })
    jobs.createIndex('own', ['own', 'createdAt'])
  }
}

/** A closed connection throws InvalidStateError; WebKit, whose database process died, UnknownError. */
function isLostHandle(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError')
}

async function withTimeLimit<T>(work: Promise<T>, limitMs: number, onLate: () => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      onLate()
      reject(new Error('The database did not open in time.'))
    }, limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
