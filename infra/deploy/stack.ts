import * as v from 'valibot'
import { DeployError } from './deploy-error.ts'
import type { Runner } from './runner.ts'

const StackAnswer = v.object({
  Stacks: v.tuple([
    v.object({
      StackStatus: v.string(),
      Outputs: v.optional(v.array(v.object({ OutputKey: v.string(), OutputValue: v.string() })), []),
    }),
  ]),
})

const Outputs = v.object({
  SiteUrl: v.string(),
  BucketName: v.string(),
  DistributionId: v.string(),
  ApiEndpoint: v.string(),
})
/** What the rest of a deployment needs to know of the stack. */
export type StackOutputs = v.InferOutput<typeof Outputs>

const DRY_OUTPUTS: StackOutputs = {
  SiteUrl: 'https://d111111abcdef8.cloudfront.net',
  BucketName: 'the-bucket-of-the-stack',
  DistributionId: 'EDFDVBD6EXAMPLE',
  ApiEndpoint: 'https://abcde12345.execute-api.us-east-1.amazonaws.com',
}

export interface StackName {
  readonly name: string
  readonly region: string
}

/** Undefined: there is no such stack. */
async function describe(runner: Runner, { name, region }: StackName, inDryRun: string) {
  const args = ['cloudformation', 'describe-stacks', '--stack-name', name, '--region', region, '--output', 'json']
  const reading = await runner.read({ command: 'aws', args }, inDryRun)
  if (reading.status === 'failed') {
    if (reading.reason.includes('does not exist')) return undefined
    throw new DeployError(`The stack ${name} cannot be asked for: ${reading.reason}`)
  }
  return v.parse(StackAnswer, JSON.parse(reading.text)).Stacks[0]
}

function dryAnswer(status: string): string {
  const outputs = Object.entries(DRY_OUTPUTS).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }))
  return JSON.stringify({ Stacks: [{ StackStatus: status, Outputs: outputs }] })
}

/**
 * Brings a stack that an interrupted deployment left into a state in which the next one can begin.
 * @throws DeployError where only a person can
 */
export async function prepareStack(runner: Runner, stack: StackName): Promise<void> {
  const found = await describe(runner, stack, dryAnswer('UPDATE_COMPLETE'))
  const status = found?.StackStatus
  const { name, region } = stack
  const console_ = `https://${region}.console.aws.amazon.com/cloudformation/home?region=${region}`
  if (status === undefined) return runner.say(`  There is no stack ${name} yet: it will be made.`)
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED') {
    runner.say(
      `  The first deployment of ${name} was rolled back, so that nothing of it is in use: it is removed and made anew.`,
    )
    const about = ['--stack-name', name, '--region', region]
    await runner.run({ command: 'aws', args: ['cloudformation', 'delete-stack', ...about] })
    return runner.run({ command: 'aws', args: ['cloudformation', 'wait', 'stack-delete-complete', ...about] })
  }
  if (status === 'REVIEW_IN_PROGRESS') return // a change set that was never begun; the next one takes its place
  if (status.endsWith('_IN_PROGRESS')) {
    throw new DeployError(
      `Another deployment of ${name} is under way (${status}). Wait for its end, then begin again: ${console_}`,
    )
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    throw new DeployError(
      `The stack ${name} could not go back after a failure. Look for the reason at ${console_}, repair it, then:\n` +
        `  aws cloudformation continue-update-rollback --stack-name ${name} --region ${region}\nand begin again.`,
    )
  }
  if (status === 'DELETE_FAILED') {
    throw new DeployError(`The stack ${name} is half removed. Finish it with infra/destroy.sh, then begin again.`)
  }
}

/** @throws DeployError */
export async function readOutputs(runner: Runner, stack: StackName): Promise<StackOutputs> {
  const found = await describe(runner, stack, dryAnswer('UPDATE_COMPLETE'))
  if (found === undefined) throw new DeployError(`There is no stack ${stack.name} in ${stack.region}.`)
  const outputs = Object.fromEntries(found.Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]))
  const parsed = v.safeParse(Outputs, outputs)
  if (!parsed.success)
    throw new DeployError(
      `The stack ${stack.name} (${found.StackStatus}) lacks outputs that template.yaml has: deploy it again.`,
    )
  return parsed.output
}
