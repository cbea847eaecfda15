import { execFile } from 'node:child_process'
import { access, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const INFRA = fileURLToPath(new URL('..', import.meta.url))
const exec = promisify(execFile)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-dry-'))
  for (const name of ['aws', 'sam']) {
    await writeFile(join(folder, name), `#!/bin/sh\necho "$0 $*" >> ${folder}/called\nexit 1\n`)
    await chmod(join(folder, name), 0o755)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const { PATH } = process.env
const start = (script: string, ...args: string[]) => {
  return exec(join(INFRA, script), args, {
    env: { ...process.env, PATH: `${folder}:${PATH}`, AWS_REGION: '' },
  })
}

describe('infra/deploy.sh --dry-run', () => {
  it('builds, says every step with its command in order, and calls neither aws nor sam', async () => {
    const args = ['--stage', 'staging', '--dry-run', '--region', 'eu-central-1', '--out', join(folder, 'dist')]
    const { stdout } = await start('deploy.sh', ...args)
    const order = [
      ...[
        'aws --version',
        'sam --version',
        'aws sts get-caller-identity',
        'npm install --os=linux --cpu=arm64 --libc=glibc',
      ],
      ...['aws cloudformation describe-stacks --stack-name pixel-prompt-staging', 'aws ssm get-parameters-by-path'],
      ...[
        'aws ssm put-parameter',
        'sam deploy',
        'VITE_API_ENDPOINT=https://',
        '--include assets/',
        '--include manifest.webmanifest',
        '--include index.html',
      ],
      ...['--include sw.js', 'aws cloudfront create-invalidation', 'smoke-test.ts --target', 'Ready'],
    ]
    const places = order.map((text) => stdout.indexOf(text))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    await expect(access(join(folder, 'called'))).rejects.toThrow('ENOENT')
    await expect(access(join(INFRA, '../pwa/.env'))).rejects.toThrow('ENOENT')
    for (const built of ['template.yaml', 'lambda/worker/main-worker.mjs', 'site/sw.js'])
      await access(join(folder, 'dist', built))
  }, 120_000)

  it.each([
    ['a stage that there is not', ['--stage', 'qa'], 'There is no stage "qa"'],
    ['an option that there is not', ['--fast'], '--fast'],
  ])(
    'refuses %s with the usage',
    async (_what, args, message) => {
      const error = await start('deploy.sh', ...args).catch((failure: { stderr: string }) => failure)
      expect(error.stderr).toContain(message)
      expect(error.stderr).toContain('usage: infra/deploy.sh')
    },
    30_000,
  )
})

describe('infra/destroy.sh', () => {
  it('says what stays and how that is removed too, without doing it in a dry run', async () => {
    const { stdout } = await start('destroy.sh', '--dry-run', '--region', 'eu-central-1')
    expect(stdout).toMatch(/What stays: the bucket .* with every prompt and picture/)
    expect(stdout).toContain('aws s3 rm s3://')
    await expect(access(join(folder, 'called'))).rejects.toThrow('ENOENT')
  }, 30_000)
})

const hasShellcheck = await exec('shellcheck', ['--version']).then(
  () => true,
  () => false,
)
if (!hasShellcheck)
  console.info('shellcheck is not installed (apt-get install shellcheck): the scripts are not linted.')

describe.skipIf(!hasShellcheck)('the shell scripts', () => {
  it('pass shellcheck', async () => {
    const scripts = ['deploy.sh', 'destroy.sh', 'with-node.sh'].map((name) => join(INFRA, name))
    expect((await exec('shellcheck', scripts)).stdout).toBe('')
  })
})
