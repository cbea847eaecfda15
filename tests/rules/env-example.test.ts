import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStack } from '../../infra/local/stack.ts'
import { readConfig } from '../../lambda/src/config.ts'
import { filesOf, firstServer, readText, settingsOffered } from '../support/repository.ts'

/** Settings that the code reads and the file must not offer, with the reason. */
const NOT_FOR_THE_FILE = {
  APP_VERSION: 'the local stack takes it from package.json',
  BUCKET_NAME: 'AWS only',
  QUEUE_URL: 'AWS only',
  DELETION_QUEUE_URL: 'AWS only',
  ORIGIN_SECRET: 'AWS only, made by the deployment',
  AWS_REGION: 'AWS only, set by Lambda',
  RETENTION_DAYS: 'AWS only: files are removed by nobody',
  AWS_LAMBDA_FUNCTION_NAME: 'AWS only, set by Lambda',
} as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-env-example-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('.env.example', () => {
  it('names every setting that the code reads, and no other', async () => {
    const asked = await settingsAsked()
    for (const name of Object.keys(NOT_FOR_THE_FILE)) expect(asked).toContain(name)
    const wanted = [...asked].filter((name) => !(name in NOT_FOR_THE_FILE))
    expect([...(await settingsOffered())].sort()).toEqual(wanted.sort())
  })
})

/** What the program asks its environment for while it is configured and started, and what the sources name outright. */
async function settingsAsked(): Promise<Set<string>> {
  const asked = new Set<string>()
  const recording = (values: Record<string, string>) =>
    new Proxy(values, {
      get(target, name) {
        if (typeof name !== 'string') return undefined
        asked.add(firstServer(name))
        return target[name]
      },
    })
  const first = { GENERIC_BASE_URL: 'http://127.0.0.1:9/v1', GENERIC_MODEL_ID: 'one' }
  const second = { GENERIC_2_BASE_URL: 'http://127.0.0.1:9/v1', GENERIC_2_MODEL_ID: 'two' }
  readConfig(recording({ DATA_DIR: folder, CLIENT_KEY_SALT: 'salt-of-the-tests', ...first, ...second }))
  const environment = recording({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'SILENT' })
  const stack = await startStack({ environment, root: folder })
  await stack.stop()
  for (const file of await filesOf('lambda/src/*.ts', 'infra/*.ts')) {
    for (const [, name = ''] of (await readText(file)).matchAll(/process\.env\.([A-Z_]+)/g)) asked.add(name)
  }
  return asked
}
