import { randomInt } from 'node:crypto'
import { mintJobId } from '../../lambda/src/contract/ids.ts'

/** What Artillery keeps for one virtual person, as far as it is used here. */
interface Person {
  readonly vars: { jobId?: string; prompt?: string; status?: string; startedAtMs?: number }
}

interface Events {
  emit(kind: 'counter' | 'histogram', name: string, value: number): void
}

const WORDS = ['lighthouse', 'harbor', 'forest', 'city', 'whale', 'mountain', 'garden', 'train', 'castle', 'river']
/** A job that has not ended by then is counted as unfinished, and its person goes on. */
const PATIENCE_MS = 10 * 60_000
const UNENDED = ['pending', 'in_progress']

/** A prompt with a job id of its own, as each device mints one. */
export async function thinkOfPrompt({ vars }: Person): Promise<void> {
  vars.jobId = mintJobId(Date.now(), (bytes) => crypto.getRandomValues(bytes))
  vars.prompt = `a ${WORDS[randomInt(WORDS.length)]} and a ${WORDS[randomInt(WORDS.length)]}, number ${randomInt(1_000_000)}`
  vars.startedAtMs = Date.now()
}

/** Whether the status is to be asked for once more. An answer without one was no answer of a job: the loop ends. */
export function isUnfinished({ vars }: Person, next: (goOn: boolean) => void): void {
  const isWaiting = vars.status !== undefined && UNENDED.includes(vars.status)
  next(isWaiting && Date.now() - (vars.startedAtMs ?? 0) < PATIENCE_MS)
}

/** How the job ended, and after how long, among Artillery's figures. */
export async function tellEnd({ vars }: Person, events: Events): Promise<void> {
  const { status = 'unknown', startedAtMs = Date.now() } = vars
  events.emit('counter', `jobs.${UNENDED.includes(status) ? 'unfinished' : status}`, 1)
  // Counted as nothing too, so that a check of it finds it.
  events.emit('counter', 'jobs.not_completed', status === 'completed' ? 0 : 1)
  events.emit('histogram', 'jobs.ms_until_ended', Date.now() - startedAtMs)
}
