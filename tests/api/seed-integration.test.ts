import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stack, startStack } from '../../infra/local/stack.ts'
import { removeFolder } from '../support/remove-folder.ts'

/** The founding document's integration test: against API_ENDPOINT where it is set, else against a stack of its own. */
let endpoint = process.env.API_ENDPOINT ?? ''
let stack: Stack | undefined
let folder: string | undefined

beforeAll(async () => {
  if (endpoint !== '') return
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-seed-'))
  stack = await startStack({ environment: { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'SILENT' }, root: folder })
  endpoint = `${stack.url}/api`
})
afterAll(async () => {
  await stack?.stop()
  if (folder !== undefined) await removeFolder(folder)
})

describe('the generate endpoint', () => {
  it('accepts a valid prompt', async () => {
    const response = await fetch(`${endpoint}/generate`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Correlation-ID': 'test-123' },
      body: JSON.stringify({ prompt: 'test', ip: '1.2.3.4' }),
    })
    expect(response.status).toBe(200)
    const data: unknown = await response.json()
    expect(data).toHaveProperty('jobId')
    expect(data).toMatchObject({ totalModels: expect.any(Number) })
    expect(data).not.toMatchObject({ totalModels: 0 })
    expect(response.headers.get('X-Correlation-ID')).toBe('test-123')
  })
})
