import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readText } from '../../tests/support/repository.ts'
import { deploy } from './deploy.ts'
import type { DeployOptions } from './read-options.ts'
import { type Command, createDryRunner, describeCommand, type Reading, type Runner } from './runner.ts'
import { TEST_TEMPLATE } from './test-template.ts'

let dist: string
beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'pixel-prompt-deploy-'))
})
afterEach(() => rm(dist, { recursive: true, force: true }))

async function build(folder: string): Promise<void> {
  await mkdir(`${folder}/site/assets`, { recursive: true })
  await writeFile(`${folder}/template.yaml`, TEST_TEMPLATE)
  for (const file of [
    'index.html',
    'sw.js',
    'manifest.webmanifest',
    'favicon.svg',
    'assets/a-1.js',
    'assets/b-2.css',
    'notes.map',
  ]) {
    await writeFile(`${folder}/site/${file}`, file)
  }
}

const OUTPUTS = {
  SiteUrl: 'https://site.example',
  BucketName: 'bucket',
  DistributionId: 'E1',
  ApiEndpoint: 'https://api.example',
}

/** An account as the commands show it: its stack's state, and the parameters that are kept. */
function createAccount(
  state: { status?: string; parameters?: Record<string, string>; answers?: Record<string, Reading> } = {},
) {
  const { parameters = {}, answers = {} } = state
  let { status } = state
  const ran: string[] = []
  const said: string[] = []
  const written = new Map<string, string>()
  const failed = (reason: string): Reading => ({ status: 'failed', reason })
  const read = (text: string): Reading => ({ status: 'read', text })
  const put = async (file: string) => {
    const { Name, Value } = JSON.parse(await readFile(file, 'utf8'))
    parameters[Name] = Value
    return read('')
  }
  const describeStack = () => {
    if (status === undefined) return failed('Stack with id pixel-prompt-dev does not exist')
    const Outputs = Object.entries(OUTPUTS).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }))
    return read(JSON.stringify({ Stacks: [{ StackStatus: status, Outputs }] }))
  }
  const known: Readonly<Record<string, (args: readonly string[]) => Reading | Promise<Reading>>> = {
    'aws --version': () => read('aws-cli/2.31.0 Python/3.13'),
    'sam --version': () => read('SAM CLI, version 1.170.0'),
    'aws sts': () => read('111122223333'),
    'aws configure get': () => read('eu-central-1'),
    git: () => read('abc1234'),
    'aws ssm get': () => read(JSON.stringify(Object.entries(parameters))),
    'aws ssm put': (args) => put(args.at(-1)?.replace('file://', '') ?? ''),
    'aws cloudformation describe-stacks': describeStack,
  }
  const answer = async ({ command, args }: Command): Promise<Reading> => {
    const words = [command, ...args].join(' ')
    const startOf = (table: object) => Object.keys(table).find((begin) => words.startsWith(begin)) ?? ''
    return answers[startOf(answers)] ?? (await known[startOf(known)]?.(args)) ?? failed(`nobody knows ${words}`)
  }
  const runner: Runner = {
    say: (line) => void said.push(line),
    async run(command) {
      ran.push(describeCommand(command))
      if (command.command === 'sam') status = 'UPDATE_COMPLETE'
    },
    read: answer,
    async write(file, text) {
      written.set(file, text)
    },
  }
  return { runner, ran, said, written, parameters }
}

const options: Omit<DeployOptions, 'out'> = {
  stage: 'dev',
  region: undefined,
  isDry: false,
  hasSmokeTest: true,
}
const run = (runner: Runner) =>
  deploy({ ...options, out: dist }, { runner, build, appSettingsFile: 'pwa/.env', now: () => 0 })
const kindOf = (line: string) => line.split(' ').slice(0, 3).join(' ')

describe('a first deployment', () => {
  it('makes its secrets once, deploys, publishes, and tries out what it has published', async () => {
    const account = createAccount()
    await run(account.runner)
    expect(account.ran.map(kindOf).slice(0, 2)).toEqual(['sam deploy --template-file', 'aws s3 cp'])
    expect(account.ran.at(-2)).toContain('aws cloudfront create-invalidation --distribution-id E1')
    expect(account.ran.at(-1)).toMatch(/smoke-test\.ts --target https:\/\/site\.example$/)
    expect(Object.keys(account.parameters).sort()).toEqual([
      '/pixel-prompt/dev/client-key-salt',
      '/pixel-prompt/dev/origin-secret',
    ])
    const namesOf = (text = '') => [...text.matchAll(/^(VITE_\w+)=/gm)].map(([, name]) => name)
    expect(namesOf(account.written.get('pwa/.env'))).toEqual(namesOf(await readText('pwa/.env.example')))
    expect(account.written.get('pwa/.env')).toMatch(/^VITE_API_ENDPOINT=https:\/\/site\.example\nVITE_STAGE=dev$/m)
    expect(account.said.join('\n')).toContain('Nobody is told of alarms: put AlarmMail=')
    const before = { ...account.parameters }
    await run(account.runner)
    expect(account.parameters).toEqual(before)
  })

  it('gives every parameter a value, and shows no secret', async () => {
    const account = createAccount({ parameters: { '/pixel-prompt/dev/openai-api-key': 'sk-never-shown' } })
    await run(account.runner)
    const sam = account.ran[0] ?? ''
    for (const text of [
      'Stage="dev"',
      'GalleryDefault="private"',
      'WorkerConcurrency="5"',
      'ModelsFile=""',
      'OpenaiApiKey="***"',
      '+abc1234"',
    ]) {
      expect(sam).toContain(text)
    }
    const shown = [...account.ran, ...account.said].join('\n')
    for (const secret of Object.values(account.parameters)) expect(shown).not.toContain(secret)
  })

  it('publishes hashed files first, and last what names them, the service worker after all', async () => {
    const account = createAccount()
    await run(account.runner)
    const uploads = account.ran.filter((line) => line.startsWith('aws s3 cp'))
    const included = uploads.map((line) => [...line.matchAll(/--include (\S+)/g)].map(([, file]) => file).join())
    expect(included).toEqual([
      'assets/a-1.js',
      'assets/b-2.css',
      'favicon.svg',
      'manifest.webmanifest',
      'index.html',
      'sw.js',
    ])
    expect(uploads[0]).toContain(
      "--content-type 'text/javascript; charset=utf-8' --cache-control 'public, max-age=31536000, immutable'",
    )
    expect(uploads[3]).toContain('--content-type application/manifest+json --cache-control no-cache')
    expect(uploads[5]).toContain("--content-type 'text/javascript; charset=utf-8' --cache-control no-cache")
    expect(account.ran.join()).not.toMatch(/--delete|s3 rm|sync/)
  })
})

describe('a deployment after one that was interrupted', () => {
  it('removes a stack whose first deployment was rolled back', async () => {
    const account = createAccount({ status: 'ROLLBACK_COMPLETE' })
    await run(account.runner)
    expect(account.ran.map(kindOf).slice(0, 3)).toEqual([
      'aws cloudformation delete-stack',
      'aws cloudformation wait',
      'sam deploy --template-file',
    ])
  })

  it.each([
    ['UPDATE_IN_PROGRESS', /under way.*Wait/],
    ['UPDATE_ROLLBACK_FAILED', /continue-update-rollback --stack-name pixel-prompt-dev/],
    ['DELETE_FAILED', /destroy\.sh/],
  ])('says what to do about a stack in %s, and changes nothing', async (status, message) => {
    const account = createAccount({ status })
    await expect(run(account.runner)).rejects.toThrow(message)
    expect(account.ran).toEqual([])
  })
})

describe('a machine that lacks something', () => {
  it('is told of all of it at once, before anything is built', async () => {
    const failed: Reading = { status: 'failed', reason: 'not found' }
    const answers = {
      'aws --version': { status: 'read', text: 'aws-cli/1.45' } as const,
      sam: failed,
      'aws sts': failed,
      'aws configure': failed,
    }
    const account = createAccount({ answers })
    const { message } = await run(account.runner).then(
      () => ({ message: 'deployed' }),
      (error: Error) => error,
    )
    for (const text of ['version 2', 'SAM CLI', 'aws configure sso', '--region']) expect(message).toContain(text)
    expect(account.ran).toEqual([])
  })
})

describe('a dry run', () => {
  it('reads no answer of AWS', async () => {
    const said: string[] = []
    await run(createDryRunner((line) => void said.push(line)))
    expect(said.filter((line) => line.startsWith('\n['))).toHaveLength(8)
  })
})
