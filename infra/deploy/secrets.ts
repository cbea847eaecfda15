import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { DeployError } from './deploy-error.ts'
import type { Runner } from './runner.ts'

/** Made by the first deployment of a stage, and kept: another salt would start all limits anew. */
const MINTED = ['OriginSecret', 'ClientKeySalt'] as const
const SECRET_BYTES = 32
const OWNER_ONLY = 0o600

const Listed = v.array(v.tuple([v.string(), v.string()]))

/** Where the value of a parameter without echo is kept: `OpenaiApiKey` is /pixel-prompt/{stage}/openai-api-key. */
function secretName(stage: string, parameter: string): string {
  return `/pixel-prompt/${stage}/${parameter.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()}`
}

/**
 * The secrets of a stage by the parameters of the template, from the Parameter Store of Systems Manager. What the deployment
 * makes by itself is made where it is absent.
 * @throws DeployError
 */
export async function readSecrets(
  runner: Runner,
  { stage, region, parameters }: { stage: string; region: string; parameters: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const path = `/pixel-prompt/${stage}/`
  const list = async (inDryRun: readonly (readonly [string, string])[]) => {
    const args = ['ssm', 'get-parameters-by-path', '--path', path, '--with-decryption', '--region', region]
    const query = ['--query', 'Parameters[].[Name,Value]', '--output', 'json']
    const reading = await runner.read({ command: 'aws', args: [...args, ...query] }, JSON.stringify(inDryRun))
    if (reading.status === 'failed')
      throw new DeployError(`The secrets under ${path} cannot be read: ${reading.reason}`)
    return new Map(v.parse(Listed, JSON.parse(reading.text || '[]')))
  }
  let found = await list([])
  const missing = MINTED.filter((name) => parameters.includes(name) && !found.has(secretName(stage, name)))
  for (const parameter of missing) await mint(runner, secretName(stage, parameter), region)
  if (missing.length > 0) found = await list(missing.map((name) => [secretName(stage, name), 'just-made']))
  const known = parameters.map((parameter) => [parameter, found.get(secretName(stage, parameter))] as const)
  return new Map(known.flatMap(([parameter, value]) => (value === undefined ? [] : [[parameter, value]])))
}

/** The names of everything that is kept for a stage, keys of providers too. @throws DeployError */
export async function listSecrets(
  runner: Runner,
  { stage, region }: { stage: string; region: string },
): Promise<readonly string[]> {
  const path = `/pixel-prompt/${stage}/`
  const args = ['ssm', 'get-parameters-by-path', '--path', path, '--region', region]
  const query = ['--query', 'Parameters[].Name', '--output', 'json']
  const minted = MINTED.map((name) => secretName(stage, name))
  const reading = await runner.read({ command: 'aws', args: [...args, ...query] }, JSON.stringify(minted))
  if (reading.status === 'failed') throw new DeployError(`The secrets under ${path} cannot be read: ${reading.reason}`)
  return v.parse(v.array(v.string()), JSON.parse(reading.text || '[]'))
}

/** Never over one that exists: of two first deployments at once, both then read the same. */
async function mint(runner: Runner, name: string, region: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pixel-prompt-secret-'))
  try {
    // By a file, since other users of the machine can read the arguments of a program.
    const file = join(folder, 'parameter.json')
    const value = randomBytes(SECRET_BYTES).toString('hex')
    await writeFile(file, JSON.stringify({ Name: name, Type: 'SecureString', Value: value }), { mode: OWNER_ONLY })
    runner.say(`  ${name} is absent: a new one is made of ${SECRET_BYTES} random bytes and kept there.`)
    const args = ['ssm', 'put-parameter', '--region', region, '--cli-input-json', `file://${file}`]
    const reading = await runner.read({ command: 'aws', args }, '')
    if (reading.status === 'failed' && !reading.reason.includes('ParameterAlreadyExists')) {
      throw new DeployError(`${name} cannot be made: ${reading.reason}`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
