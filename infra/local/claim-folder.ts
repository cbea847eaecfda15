import { createHash, randomUUID } from 'node:crypto'
import { mkdir, realpath, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Another process works on the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
}

/** How long a start waits for the process before it to finish stopping, in milliseconds; above the stack's grace. */
const PATIENCE_MS = 8000
const RETRY_MS = 100
const SETTLE_MS = 30

/**
 * Makes this process the only one on a data folder, until it ends. The claim is a listening socket, which the system
 * takes back at any death of the process: a file with a process id would outlive a kill and could name a stranger.
 * A process that is just stopping is waited for.
 * @throws FolderInUseError
 */
export async function claimFolder(folder: string, patienceMs = PATIENCE_MS): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const address = socketFor(await realpath(folder))
  const endsAt = Date.now() + patienceMs
  while ((await whoAnswers(address)) !== undefined) {
    if (Date.now() >= endsAt) throw new FolderInUseError(`Another Pixel Prompt is running on ${folder}. Stop it first.`)
    await sleep(RETRY_MS)
  }
  if (process.platform !== 'win32') await rm(address, { force: true }) // left over by a killed process
  const token = randomUUID()
  const server = createServer((socket) => socket.end(token))
  const release = () => new Promise<void>((resolve) => server.close(() => resolve()))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  server.unref()
  // Two starts in one moment may each remove the other's socket: the one that still answers at the address has it.
  await sleep(SETTLE_MS)
  if ((await whoAnswers(address)) === token) return release
  await release()
  throw new FolderInUseError(`Another Pixel Prompt has just started on ${folder}.`)
}

/** A short name in the system's own folder: names of sockets are limited to about 100 bytes. */
function socketFor(folder: string): string {
  const name = `pixel-prompt-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** The token of the process behind the address, or undefined where none listens. */
function whoAnswers(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address)
    let token = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      token += text
    })
    socket.once('end', () => resolve(token))
    socket.once('error', () => resolve(undefined))
  })
}
