import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepBuilds } from './keep-builds.ts'

const DAY_MS = 86_400_000
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-builds-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const kept = async () => (await readdir(join(folder, 'kept/assets'))).sort()
/** Serves a build with these files, on a day. */
async function serve(files: readonly string[], day: number): Promise<void> {
  const site = join(folder, 'site')
  await rm(site, { recursive: true, force: true })
  await mkdir(join(site, 'assets'), { recursive: true })
  for (const file of files) await writeFile(join(site, 'assets', file), file)
  await keepBuilds(site, join(folder, 'kept'), day * DAY_MS)
}

describe('the builds of the app', () => {
  it('stand beside each other, so that a page of the earlier one still loads its parts', async () => {
    await serve(['a.js', 'same.js'], 1)
    await serve(['b.js', 'same.js'], 2)
    expect(await kept()).toEqual(['a.js', 'b.js', 'same.js'])
  })

  it('go two weeks after they were replaced, but the last one never', async () => {
    await serve(['a.js'], 1)
    await serve(['b.js'], 100)
    expect(await kept()).toEqual(['a.js', 'b.js'])
    await serve(['c.js'], 101)
    expect(await kept()).toEqual(['a.js', 'b.js', 'c.js'])
    await serve(['c.js'], 113)
    expect(await kept()).toEqual(['a.js', 'b.js', 'c.js'])
    await serve(['c.js'], 115)
    expect(await kept()).toEqual(['b.js', 'c.js'])
    await serve(['c.js'], 200)
    expect(await kept()).toEqual(['b.js', 'c.js'])
  })

  it('are kept from now on where the list of them is damaged', async () => {
    await serve(['a.js'], 1)
    await writeFile(join(folder, 'kept.json'), '{"files')
    await serve(['b.js'], 2)
    expect(await kept()).toEqual(['b.js'])
  })
})
