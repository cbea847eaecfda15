import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createKeyLock } from '../../lambda/src/store/file-lock.ts'
import { createFileStore } from '../../lambda/src/store/file-store.ts'
import { nameOfThisProcess } from '../../lambda/src/store/process-name.ts'

/** A process of its own on a store's folder, for file-store.test.ts: says "ready", waits for a line, does one task. */
const [, , task = '', folder = ''] = process.argv
const store = createFileStore({ folder })
const TEXT = { contentType: 'text/plain' } as const
const body = (text: string) => new TextEncoder().encode(text)
const say = (line: string) => process.stdout.write(`${line}\n`)

const TASKS: Record<string, () => Promise<void>> = {
  async create() {
    let won = 0
    for (let index = 0; index < 50; index += 1) {
      const outcome = await store.put(`jobs/${index}/claim`, body(String(process.pid)), { ...TEXT, only: 'absent' })
      if (outcome.status === 'stored') won += 1
    }
    say(String(won))
  },
  async increment() {
    for (let done = 0; done < 50; ) {
      const counter = await store.get('counter')
      if (counter === undefined) throw new Error('the counter is missing')
      const next = body(String(Number(new TextDecoder().decode(counter.body)) + 1))
      const outcome = await store.put('counter', next, { ...TEXT, only: { etag: counter.etag } })
      if (outcome.status === 'stored') done += 1
    }
    say('done')
  },
  async churn() {
    // Every process makes and empties the same folders.
    for (let index = 0; index < 100; index += 1) {
      const key = `churn/01234567/${process.pid}`
      await store.put(key, body('x'), TEXT)
      if ((await store.list({ prefix: key })).keys.length !== 1) throw new Error('an acknowledged object is missing')
      await store.delete(key)
    }
    say('done')
  },
  async write() {
    for (let index = 0; ; index += 1) {
      const large = new Uint8Array(1_000_000).fill(index % 256)
      await store.put('images/same/320.webp', large, TEXT)
      await store.put(`images/${index}/320.webp`, large, { ...TEXT, only: 'absent' })
      say(String(index))
    }
  },
  async lock() {
    const withKeyLock = createKeyLock({
      locks: join(folder, '.locks'),
      temporary: join(folder, '.temporary', nameOfThisProcess()),
      processName: nameOfThisProcess(),
    })
    await withKeyLock('locked', async () => {
      say('locked')
      await new Promise(() => {
        // Held until the process is killed.
        setInterval(() => {}, 1000)
      })
    })
  },
}

say('ready')
for await (const _ of createInterface({ input: process.stdin })) break
await TASKS[task]?.()
process.exit()
