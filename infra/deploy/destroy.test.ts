import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const { PATH } = process.env
const DESTROY = fileURLToPath(new URL('../destroy.sh', import.meta.url))

const STACK = {
  StackStatus: 'CREATE_COMPLETE',
  Outputs: ['SiteUrl', 'BucketName', 'DistributionId', 'ApiEndpoint'].map((OutputKey) => ({
    OutputKey,
    OutputValue: `the-${OutputKey}`,
  })),
}

/** AWS CLI and SAM of an account with one stack, which note what they were told to change. */
const AWS = `#!/bin/sh
case "$*" in
  --version) echo aws-cli/2.0.0 ;;
  "sts get-caller-identity"*) echo 111122223333 ;;
  *describe-stacks*) echo '${JSON.stringify({ Stacks: [STACK] })}' ;;
  *get-parameters-by-path*) echo '["/pixel-prompt/dev/origin-secret","/pixel-prompt/dev/openai-api-key"]' ;;
  *) echo "$*" >> "$0.done" ;;
esac
`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-destroy-'))
  await writeFile(join(folder, 'aws'), AWS)
  await writeFile(join(folder, 'sam'), '#!/bin/sh\necho SAM CLI\n')
  for (const name of ['aws', 'sam']) await chmod(join(folder, name), 0o755)
})
beforeEach(() => writeFile(join(folder, 'aws.done'), ''))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function destroy(typed: string) {
  const env = { ...process.env, PATH: `${folder}:${PATH}`, AWS_REGION: 'eu-central-1' }
  const child = spawn(DESTROY, ['--stage', 'dev'], { env })
  child.stdin.end(`${typed}\n`)
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, said, complained, done: await readFile(join(folder, 'aws.done'), 'utf8') }
}

describe('infra/destroy.sh', () => {
  it('removes nothing where another name is typed', async () => {
    const { code, complained, done } = await destroy('prod')
    expect([code, complained.trim(), done]).toEqual([1, 'Nothing was removed.', ''])
  }, 30_000)

  it('removes the stack whose stage was typed, and says how the rest goes, every secret of the stage too', async () => {
    const { code, said, done } = await destroy('dev')
    expect(code).toBe(0)
    expect(done.trim().split('\n')).toEqual([
      expect.stringMatching(/^cloudformation delete-stack --stack-name pixel-prompt-dev --region eu-central-1/),
      expect.stringMatching(/^cloudformation wait stack-delete-complete --stack-name pixel-prompt-dev/),
    ])
    expect(said).toContain('aws s3 rm s3://the-BucketName --recursive')
    expect(said).toMatch(/delete-parameters .*\/pixel-prompt\/dev\/origin-secret \/pixel-prompt\/dev\/openai-api-key$/m)
  }, 30_000)
})
