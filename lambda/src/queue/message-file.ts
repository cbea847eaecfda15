import * as v from 'valibot'

/**
 * Where a message stands. All of it is in the name of the message's file, so every step is one atomic rename and the
 * body is written only once.
 */
export interface MessageState {
  readonly messageId: string
  /** Milliseconds since the epoch. */
  readonly sentAtMs: number
  /** Hidden until this time, milliseconds since the epoch. */
  readonly visibleAtMs: number
  /** Receives that count: those lost to a killed process are taken back at the next start. */
  readonly receives: number
  /** Receives lost to a killed process. */
  readonly crashes: number
  /** Start id of the process whose receive hides the message; undefined while nobody holds it. */
  readonly holder: string | undefined
}

export interface MessageContent {
  readonly messageId: string
  readonly sentAtMs: number
  readonly body: string
}

const START_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/
/** In a name, in place of a holder; no start id begins with it. */
const NOBODY = '_'
const FILE_NAME =
  /^(?<sentAtMs>\d{13})-(?<messageId>[0-9a-f-]{36})~r(?<receives>\d{1,9})~c(?<crashes>\d{1,9})~v(?<visibleAtMs>\d{13})~(?<holder>[A-Za-z0-9_-]+)\.json$/

const digits = v.pipe(v.string(), v.digits(), v.transform(Number))
const messageId = v.pipe(v.string(), v.uuid())

const fileName = v.pipe(
  v.string(),
  v.transform((name) => FILE_NAME.exec(name)?.groups),
  v.object({
    messageId,
    sentAtMs: digits,
    visibleAtMs: digits,
    receives: digits,
    crashes: digits,
    holder: v.union([
      v.pipe(
        v.literal(NOBODY),
        v.transform(() => undefined),
      ),
      v.pipe(v.string(), v.regex(START_ID)),
    ]),
  }),
)

const content = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ messageId, sentAtMs: v.pipe(v.number(), v.safeInteger()), body: v.string() }),
)

/** Throws for a start id that would not fit into a file name. */
export function assertStartId(startId: string): void {
  if (!START_ID.test(startId)) throw new Error('a start id is 1 to 64 letters, digits and hyphens')
}

/** Sorts by the time of sending. */
export function fileNameOf(state: MessageState): string {
  const { messageId: id, sentAtMs, visibleAtMs, receives, crashes, holder = NOBODY } = state
  return `${thirteenDigits(sentAtMs)}-${id}~r${receives}~c${crashes}~v${thirteenDigits(visibleAtMs)}~${holder}.json`
}

/** Undefined for a name that is none of ours. */
export function parseFileName(name: string): MessageState | undefined {
  const parsed = v.safeParse(fileName, name)
  return parsed.success ? parsed.output : undefined
}

export function contentText(parts: MessageContent): string {
  return JSON.stringify({ messageId: parts.messageId, sentAtMs: parts.sentAtMs, body: parts.body })
}

/** Undefined for a text that is torn, foreign, or belongs to another message. */
export function parseContent(text: string, state: MessageState): MessageContent | undefined {
  const parsed = v.safeParse(content, text)
  return parsed.success && parsed.output.messageId === state.messageId ? parsed.output : undefined
}

function thirteenDigits(ms: number): string {
  return String(ms).padStart(13, '0')
}
