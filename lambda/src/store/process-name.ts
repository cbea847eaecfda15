import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** How long another machine's or container's entry lies still before it counts as left over; no write takes that long. */
const FOREIGN_IDLE_MS = 10 * 60_000
const NAME = /^(.+)~(\d+)~(\d+)$/

/** Names this process among all that ever ran: host, id, and start, because ids come back. */
export function nameOfThisProcess(): string {
  return `${hostPart()}~${process.pid}~${startTicks(process.pid) ?? '0'}`
}

/**
 * Whether the process that made an entry is gone. Says no in doubt: a live process is never taken for a dead one on its
 * own machine. The processes of another host (a second container on the same disk) cannot be looked up; there the time
 * since the entry changed decides.
 */
export function isLeftOver(name: string, idleMs: number): boolean {
  const [, host, pid, ticks] = NAME.exec(name) ?? []
  if (host === undefined || pid === undefined) return false
  if (host !== hostPart()) return idleMs > FOREIGN_IDLE_MS
  const runningTicks = startTicks(Number(pid))
  if (runningTicks !== undefined) return runningTicks !== ticks
  return !isRunning(Number(pid))
}

/** Clock ticks between the start of the machine and of the process: field 22 of /proc/pid/stat; Linux only. */
function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets, which may hold spaces and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    // No such process, or no /proc: the caller asks in another way.
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

function hostPart(): string {
  return encodeURIComponent(hostname())
}
