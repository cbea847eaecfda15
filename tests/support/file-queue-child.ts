import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFileQueue } from '../../lambda/src/queue/file-queue.ts'
import { seededRandom } from './seeded-random.ts'

// Sends, receives, deletes and releases until it is killed by file-queue.kill.test.ts, and says on standard output
// before each step what it is about to do and afterwards that it is done.

const [folder = '', startId = '', seed = ''] = process.argv.slice(2)
const random = seededRandom(Number(seed))
/** Synchronous, so that a line is out before the next step begins. */
function say(step: string, names: readonly string[], count = 0): void {
  writeSync(1, `${JSON.stringify({ step, names, count })}\n`)
}

say('starting', [])
const queue = await createFileQueue({
  folder,
  startId,
  visibilityTimeoutMs: 600_000,
  maxReceives: 1_000_000,
  maxCrashes: 1_000_000,
})

async function runSender(): Promise<never> {
  for (let sent = 0; ; ) {
    const names = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, at) => `${startId}:${sent + at}`)
    sent += names.length
    say('sending', names)
    await queue.send(names.map((name) => ({ body: `${name}|${'x'.repeat(5_000)}|` })))
    say('sent', names)
    await sleep(random() * 4)
  }
}

async function runReceiver(): Promise<never> {
  for (;;) {
    const messages = await queue.receive({ max: 2, waitMs: 1_000 })
    for (const { body, receipt, receiveCount } of messages) {
      const names = [body.slice(0, body.indexOf('|'))]
      say('received', names, receiveCount)
      const roll = random()
      if (roll < 0.4) {
        say('deleting', names)
        await queue.delete(receipt)
        say('deleted', names)
      } else if (roll < 0.8) {
        say('releasing', names)
        await queue.release(receipt, 0)
        say('released', names)
      }
      // The others are held until the end of this process.
    }
  }
}

say('ready', [])
await Promise.all([runSender(), runReceiver(), runReceiver(), runReceiver()])
