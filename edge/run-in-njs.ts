import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { EdgeEvent } from './edge-event.ts'

const run = promisify(execFile)
const LIMITS = { timeout: 20_000, maxBuffer: 1 << 26 }

/** Whether Debian's njs is installed: an engine of the same family as the platform's, and stricter than Node. */
export async function hasNjs(): Promise<boolean> {
  return run('njs', ['-v'], LIMITS).then(
    () => true,
    () => false,
  )
}

/** Runs the built function on each event. @returns what it returned, as JSON */
export async function runInNjs(code: string, events: readonly EdgeEvent[]): Promise<string[]> {
  return runScript(`${code}
    var events = JSON.parse(${JSON.stringify(JSON.stringify(events))});
    for (var at = 0; at < events.length; at++) console.log(JSON.stringify(handler(events[at])));`)
}

/** @returns the lines that a script prints */
async function runScript(script: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-njs-'))
  try {
    const file = join(folder, 'edge.js')
    await writeFile(file, script)
    const { stdout } = await run('njs', [file], LIMITS)
    return stdout.trimEnd().split('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
