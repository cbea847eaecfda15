import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeFolder } from '../../../tests/support/remove-folder.ts'
import { pathOfKey } from './file-layout.ts'
import { createFileStore } from './file-store.ts'
import { describeObjectStore } from './object-store.conformance.ts'
import { nameOfThisProcess } from './process-name.ts'

const TEXT = { contentType: 'text/plain' } as const
const CHILD = fileURLToPath(new URL('../../../tests/support/file-store-child.ts', import.meta.url))

let folder: string
let children: ChildProcess[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-store-'))
  children = []
})

afterEach(async () => {
  for (const child of children) await kill(child)
  await removeFolder(folder)
})

describeObjectStore('file store', async () => {
  let namesRead = 0
  const store = createFileStore({
    folder,
    durable: () => false,
    async readFolder(path) {
      const names = await readdir(path).catch(() => [])
      namesRead += 1 + names.length
      return names
    },
  })
  return { store, listCost: () => namesRead }
})

describe('file store on its folder', () => {
  it('reads what another store on the folder wrote, and leaves nothing else in sight', async () => {
    await createFileStore({ folder }).put('jobs/1/request.json', body('x'), TEXT)
    const other = createFileStore({ folder })
    expect((await other.get('jobs/1/request.json'))?.body).toEqual(body('x'))
    expect(await other.list({ prefix: '' })).toEqual({ keys: ['jobs/1/request.json'], more: false })
    expect(await readdir(join(folder, '.temporary', nameOfThisProcess()))).toEqual([])
  })

  it('removes folders that a delete has emptied, up to the first that holds something', async () => {
    const store = createFileStore({ folder })
    await store.put('images/0123456789/run/320.webp', body('x'), TEXT)
    await store.put('images/0123456/run/320.webp', body('x'), TEXT)
    await store.delete('images/0123456789/run/320.webp')
    expect(await readdir(join(folder, 'images.d', '01234.s', '56.s'))).toEqual(['.d'])
    await store.delete('images/0123456/run/320.webp')
    expect(await readdir(folder)).not.toContain('images.d')
  })

  it('works on when somebody empties the folder under it', async () => {
    const store = createFileStore({ folder })
    await store.put('a/b', body('x'), TEXT)
    for (const name of await readdir(folder)) await removeFolder(join(folder, name))
    expect(await store.list({ prefix: '' })).toEqual({ keys: [], more: false })
    expect(await store.put('a/b', body('y'), TEXT)).toMatchObject({ status: 'stored' })
  })

  it('leaves files out of lists that it did not write', async () => {
    const store = createFileStore({ folder })
    await store.put('a', body('x'), TEXT)
    await writeFile(join(folder, '.DS_Store'), '')
    await writeFile(join(folder, '%zz.o'), '')
    expect((await store.list({ prefix: '' })).keys).toEqual(['a'])
  })

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['emptied', () => Buffer.alloc(0)],
    ['overwritten', () => Buffer.from('{"etag":1}\n')],
  ])('throws for an object that was %s, instead of calling it absent', async (_, damage) => {
    const store = createFileStore({ folder })
    await store.put('a', body('some text'), TEXT)
    const path = join(folder, pathOfKey('a'))
    await writeFile(path, damage(await readFile(path)))
    await expect(store.get('a')).rejects.toThrow()
    await expect(store.head('a')).rejects.toThrow()
  })

  it('refuses metadata that S3 would refuse', async () => {
    const store = createFileStore({ folder })
    for (const metadata of [{ Upper: 'x' }, { name: 'é' }, { name: 'x'.repeat(2045) }]) {
      await expect(store.put('a', body('x'), { ...TEXT, metadata })).rejects.toThrow()
    }
    const longest = { name: '"'.repeat(2044) }
    await store.put('a', body('x'), { ...TEXT, metadata: longest })
    expect((await store.head('a'))?.metadata).toEqual(longest)
  })
})

describe('file store with several processes', { timeout: 20_000 }, () => {
  it('has one winner per key when four processes create the same fifty', async () => {
    const won = await runTogether(['create', 'create', 'create', 'create'])
    expect(won.map(Number).reduce((sum, count) => sum + count, 0)).toBe(50)
  })

  it('loses no increment of four processes', async () => {
    await createFileStore({ folder }).put('counter', body('0'), TEXT)
    await runTogether(['increment', 'increment', 'increment', 'increment'])
    expect((await createFileStore({ folder }).get('counter'))?.body).toEqual(body('200'))
  })

  it('keeps every object while other processes remove the folders around it', async () => {
    expect(await runTogether(['churn', 'churn', 'churn', 'churn'])).toEqual(['done', 'done', 'done', 'done'])
    expect((await createFileStore({ folder }).list({ prefix: '' })).keys).toEqual([])
  })

  it('shows no torn object and no stray when a writer is killed with SIGKILL', async () => {
    for (const killAfterLines of [2, 5, 8]) {
      const writer = await startChild('write')
      for (let lines = 0; lines < killAfterLines; lines += 1) await writer.nextLine()
      await kill(writer.child)
    }
    const store = createFileStore({ folder })
    const { keys } = await store.list({ prefix: '' })
    expect(keys.length).toBeGreaterThan(8)
    expect(keys.filter((key) => !/^images\/(\d+|same)\/320\.webp$/.test(key))).toEqual([])
    for (const key of keys) {
      const object = await store.get(key)
      expect(object?.size).toBe(1_000_000)
      expect(object?.etag).toBe(
        `"${createHash('md5')
          .update(object?.body ?? '')
          .digest('hex')}"`,
      )
    }
  })

  it('removes what a killed writer left behind, and nothing of a running one', async () => {
    const writers = [await startChild('write'), await startChild('write')]
    for (const writer of writers) await writer.nextLine()
    const [killed, running] = writers
    if (killed === undefined || running === undefined) throw new Error('expected two writers')
    await kill(killed.child)
    expect(await readdir(join(folder, '.temporary'))).toHaveLength(2)
    createFileStore({ folder })
    const names = await readdir(join(folder, '.temporary'))
    expect(names).toHaveLength(1)
    expect(names[0]).toContain(`~${running.child.pid}~`)
    const reached = Number(await running.nextLine())
    while (Number(await running.nextLine()) < reached + 3);
  })

  it('waits for the lock of a running process, and takes over that of a dead one', async () => {
    const store = createFileStore({ folder })
    const holder = await startChild('lock')
    await holder.nextLine()
    let isDone = false
    const put = store.put('locked', body('x'), TEXT).then((outcome) => {
      isDone = true
      return outcome
    })
    for (let index = 0; index < 20; index += 1) await store.put('other', body('x'), TEXT)
    expect(isDone).toBe(false)
    await kill(holder.child)
    expect(await put).toMatchObject({ status: 'stored' })
    expect(await readdir(join(folder, '.locks'))).toEqual([])
  })
})

function body(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Starts the task in all processes at the same moment, and answers the last line of each. */
async function runTogether(tasks: readonly string[]): Promise<string[]> {
  const started = await Promise.all(tasks.map(async (task) => prepareChild(task)))
  for (const { go } of started) go()
  return Promise.all(started.map(({ nextLine }) => nextLine()))
}

async function startChild(task: string) {
  const prepared = await prepareChild(task)
  prepared.go()
  return prepared
}

async function prepareChild(task: string) {
  const child = spawn(process.execPath, [CHILD, task, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => {
    const line = await lines.next()
    if (line.done) throw new Error(`the process for "${task}" ended early`)
    return line.value
  }
  await nextLine()
  return { child, nextLine, go: () => child.stdin.write('go\n') }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
