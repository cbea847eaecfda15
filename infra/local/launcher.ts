import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const CHECK_MS = 250

/**
 * Calls back once when what launched this process is gone. `npm start` runs a shell that runs us: a signal to npm ends
 * npm and its shell and never arrives here, and the server would go on without anybody who could stop it.
 */
export async function whenLauncherEnds(onEnd: () => void): Promise<void> {
  const isLaunchedByNpm = process.env.npm_lifecycle_event !== undefined
  if (!isLaunchedByNpm || process.platform === 'win32') return
  const launchers = [process.ppid, await parentOf(process.ppid)].filter((pid) => pid > 1)
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return
    clearInterval(timer)
    onEnd()
  }, CHECK_MS)
  timer.unref()
}

async function parentOf(pid: number): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(pid)])
    return Number(stdout.trim())
  } catch {
    return 0 // a system without ps: the shell alone is watched
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
