import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readEnvironment } from './read-environment.ts'

it('completes the environment by the file and never overrides it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-env-'))
  const file = join(folder, '.env')
  expect(await readEnvironment(file, { A: '1' })).toEqual({ A: '1' })
  await writeFile(file, 'A=2\nB="two words" # note\n')
  expect(await readEnvironment(file, { A: '1' })).toEqual({ A: '1', B: 'two words' })
  await rm(folder, { recursive: true })
})
