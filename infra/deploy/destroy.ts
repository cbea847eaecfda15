import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { checkPrerequisites } from './check-prerequisites.ts'
import { DeployError } from './deploy-error.ts'
import { readOptions } from './read-options.ts'
import { createDryRunner, createRunner, type Runner } from './runner.ts'
import { listSecrets } from './secrets.ts'
import { readOutputs } from './stack.ts'

/** Removes a stage's stack after its name was typed. @throws DeployError */
async function destroy(args: readonly string[]): Promise<void> {
  const options = readOptions(args, process.env)
  const say = (line: string) => console.info(line)
  const runner: Runner = options.isDry ? createDryRunner(say) : createRunner(say)
  const { stage } = options
  const { account, region } = await checkPrerequisites(runner, options)
  const name = `pixel-prompt-${stage}`
  const { BucketName, SiteUrl } = await readOutputs(runner, { name, region })
  const secrets = await listSecrets(runner, { stage, region })
  say(`\nThis removes ${name} of account ${account} in ${region}: ${SiteUrl} will not answer any more.`)
  say(
    `What stays: the bucket ${BucketName} with every prompt and picture, and the secrets under /pixel-prompt/${stage}/.`,
  )
  if (!options.isDry && (await ask(`Type the name of the stage (${stage}) to go on: `)).trim() !== stage) {
    throw new DeployError('Nothing was removed.')
  }
  const about = ['--stack-name', name, '--region', region]
  await runner.run({ command: 'aws', args: ['cloudformation', 'delete-stack', ...about] })
  say('  The distribution takes 5 to 15 minutes to go.')
  await runner.run({ command: 'aws', args: ['cloudformation', 'wait', 'stack-delete-complete', ...about] })
  say(`\n${name} is gone. To remove what stays too, for good:`)
  say(`  aws s3 rm s3://${BucketName} --recursive --region ${region}`)
  say(`  aws s3api delete-bucket --bucket ${BucketName} --region ${region}`)
  if (secrets.length > 0) say(`  aws ssm delete-parameters --region ${region} --names ${secrets.join(' ')}`)
  say('A new deployment of the stage makes a new bucket; it does not take this one up again.')
}

/** Opened when there is a question: what was typed or piped before that is not lost. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: stdin, output: stdout })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

try {
  await destroy(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof DeployError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}
