import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readOrMakeSalt } from './client-key-salt.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-salt-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('is made once, also by several first starts at the same moment', async () => {
  const salts = await Promise.all(Array.from({ length: 8 }, () => readOrMakeSalt(folder)))
  expect(new Set(salts).size).toBe(1)
  expect(salts[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(await readOrMakeSalt(folder)).toBe(salts[0])
})

it('is another one in another folder', async () => {
  expect(await readOrMakeSalt(join(folder, 'one'))).not.toBe(await readOrMakeSalt(join(folder, 'two')))
})

it('is read by its owner alone', async () => {
  await readOrMakeSalt(folder)
  expect((await stat(join(folder, 'client-key-salt'))).mode & 0o777).toBe(0o600)
})
