import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claimFolder, FolderInUseError } from './claim-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-claim-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('is had by one process at a time, and by the next after it is given back', async () => {
  const release = await claimFolder(folder)
  await expect(claimFolder(folder, 0)).rejects.toThrow(FolderInUseError)
  await release()
  await (await claimFolder(folder))()
})

it('is waited for while the process before is stopping', async () => {
  const release = await claimFolder(folder)
  const next = claimFolder(folder)
  await release()
  await (await next)()
})

it('does not outlive a process that was killed', async () => {
  const module = new URL('./claim-folder.ts', import.meta.url).href
  const program = `const { claimFolder } = await import(${JSON.stringify(module)})
    await claimFolder(${JSON.stringify(folder)}); console.log('claimed'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await expect(claimFolder(folder, 0)).rejects.toThrow(FolderInUseError)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await (await claimFolder(folder))()
})
