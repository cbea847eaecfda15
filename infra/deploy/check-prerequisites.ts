import { DeployError } from './deploy-error.ts'
import type { DeployOptions } from './read-options.ts'
import type { Command, Runner } from './runner.ts'

const AWS_HINT = 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'
const SAM_HINT = 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html'

export interface Account {
  readonly account: string
  readonly region: string
}

/**
 * Everything that a deployment needs of the machine, asked for before anything is built. What is missing is told together.
 * @throws DeployError
 */
export async function checkPrerequisites(runner: Runner, { region }: DeployOptions): Promise<Account> {
  const problems: string[] = []
  const ask = async (command: Command, inDryRun: string, problem: string, accepts = /\S/) => {
    const reading = await runner.read(command, inDryRun)
    const text = reading.status === 'read' ? reading.text : ''
    if (!accepts.test(text)) problems.push(`- ${problem}`)
    return text
  }
  const aws = (...args: string[]) => ({ command: 'aws', args })
  await ask(aws('--version'), 'aws-cli/2', `AWS CLI, version 2 (version 1 does not do): ${AWS_HINT}`, /aws-cli\/2/)
  await ask({ command: 'sam', args: ['--version'] }, 'SAM CLI', `SAM CLI: ${SAM_HINT}`, /SAM CLI/)
  const query = ['--query', 'Account', '--output', 'text']
  const account = await ask(
    aws('sts', 'get-caller-identity', ...query),
    '111122223333',
    'Credentials of an AWS account: run `aws configure sso` or `aws configure`, or set AWS_PROFILE. `aws sts get-caller-identity` has to answer.',
    /^\d{12}$/,
  )
  const where =
    region ??
    (await ask(
      aws('configure', 'get', 'region'),
      'us-east-1',
      'A region: give --region us-east-1, set AWS_REGION, or run `aws configure set region us-east-1`.',
    ))
  if (problems.length > 0) throw new DeployError(`Before it can be deployed, this is missing:\n${problems.join('\n')}`)
  return { account, region: where }
}
