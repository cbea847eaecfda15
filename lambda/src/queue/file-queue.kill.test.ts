import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { seededRandom } from '../../../tests/support/seeded-random.ts'
import { createFileQueue } from './file-queue.ts'

const CHILD = fileURLToPath(new URL('../../../tests/support/file-queue-child.ts', import.meta.url))
const KILLS = 14

const step = v.object({
  step: v.picklist([
    'starting',
    'ready',
    'sending',
    'sent',
    'received',
    'deleting',
    'deleted',
    'releasing',
    'released',
  ]),
  names: v.array(v.string()),
  count: v.number(),
})
type Step = v.InferOutput<typeof step>

/** What must be true of a message after a kill. */
interface Expected {
  /** Messages that are being sent or deleted may be there or not. */
  fate: 'sending' | 'sent' | 'deleting' | 'deleted'
  /** Receives that ended in a release; only these count. */
  released: number
  /** One more release was begun and not acknowledged. */
  releasing: boolean
}

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'queue-kill-'))
})
afterAll(() => removeFolder(root))

describe('a file queue whose process is killed', () => {
  it('keeps what was sent, forgets what was deleted, and counts only receives that were not lost', async () => {
    const random = seededRandom(20)
    const folder = join(root, 'queue')
    const expected = new Map<string, Expected>()
    let steps = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Every third one early, so that some starts are killed while they clean up.
      const [moment, waitMs] = kill % 3 === 2 ? (['starting', 8] as const) : (['ready', 60] as const)
      const killed = await runAndKill([folder, `start-${kill}`, String(kill)], moment, random() * waitMs)
      for (const one of killed) applyStep(expected, one)
      steps += killed.length
      await expectFolder(folder, join(root, `copy-${kill}`), expected)
    }
    // Else the kills came before anything happened and this test has shown nothing.
    expect(steps).toBeGreaterThan(300)
    expect(expected.size).toBeGreaterThan(50)
  }, 30_000)
})

/** What the child has said by the time it was killed, so many milliseconds after the moment it spoke of. */
async function runAndKill(childArguments: readonly string[], moment: Step['step'], waitMs: number) {
  const child = spawn(process.execPath, [CHILD, ...childArguments], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  const steps: Step[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const said = v.parse(step, JSON.parse(line))
    steps.push(said)
    if (said.step === moment) setTimeout(() => child.kill('SIGKILL'), waitMs)
  }
  expect((await closed)[1]).toBe('SIGKILL')
  return steps
}

function applyStep(expected: Map<string, Expected>, { step: name, names, count }: Step): void {
  for (const message of names) {
    const known = expected.get(message) ?? { fate: 'sending', released: 0, releasing: false }
    expected.set(message, known)
    if (name === 'received') expect({ message, count }).toEqual({ message, count: known.released + 1 })
    else Object.assign(known, afterStep(name, known))
  }
}

function afterStep(name: Step['step'], { fate, released }: Expected): Partial<Expected> {
  switch (name) {
    // A message may be received, even deleted, before its send is acknowledged.
    case 'sent':
      return { fate: fate === 'sending' ? 'sent' : fate }
    case 'deleting':
      return { fate: 'deleting' }
    case 'deleted':
      return { fate: 'deleted' }
    case 'releasing':
      return { releasing: true }
    case 'released':
      return { released: released + 1, releasing: false }
    default:
      return {}
  }
}

/** Opens a copy, so that looking does not change what the next child finds; then settles what was uncertain. */
async function expectFolder(folder: string, copy: string, expected: Map<string, Expected>): Promise<void> {
  await cp(folder, copy, { recursive: true })
  const damaged: string[] = []
  const queue = await createFileQueue({
    folder: copy,
    startId: 'reader',
    visibilityTimeoutMs: 600_000,
    maxReceives: 1_000_000,
    maxCrashes: 1_000_000,
    onDamaged: (path) => damaged.push(path),
  })
  const found = new Map<string, number>()
  for (;;) {
    const messages = await queue.receive({ max: 10, waitMs: 0 })
    if (messages.length === 0) break
    for (const { body, receiveCount } of messages) {
      const name = body.slice(0, body.indexOf('|'))
      expect(body).toBe(`${name}|${'x'.repeat(5_000)}|`)
      expect(found.has(name), `${name} is there twice`).toBe(false)
      found.set(name, receiveCount - 1)
    }
  }
  expect(damaged).toEqual([])
  expect(await queue.deadLetters()).toEqual([])
  expect([...found.keys()].filter((name) => !expected.has(name))).toEqual([])
  for (const [name, known] of expected) settle(name, known, found.get(name))
}

function settle(name: string, known: Expected, released: number | undefined): void {
  if (released === undefined) {
    expect(known.fate, `${name} is not there`).not.toBe('sent')
    known.fate = 'deleted'
    return
  }
  expect(known.fate, `${name} is there`).not.toBe('deleted')
  const possible = known.releasing ? [known.released, known.released + 1] : [known.released]
  expect(possible, `receives of ${name}`).toContain(released)
  known.fate = 'sent'
  known.released = released
  known.releasing = false
}
