import { parseArgs } from 'node:util'
import { DeployError } from './deploy-error.ts'

export const STAGES = ['dev', 'staging', 'prod'] as const
export type Stage = (typeof STAGES)[number]

export interface DeployOptions {
  readonly stage: Stage
  /** Undefined: the AWS CLI's own. */
  readonly region: string | undefined
  readonly isDry: boolean
  readonly hasSmokeTest: boolean
  /** Undefined: dist/. */
  readonly out: string | undefined
}

const USAGE = `usage: infra/deploy.sh [--stage dev|staging|prod] [--region REGION] [--dry-run] [--skip-smoke-test] [--out FOLDER]
  --stage            which of the three environments, each with a stack of its own (dev)
  --region           where; left out: AWS_REGION, or the region of the AWS CLI's profile
  --dry-run          builds, and prints every step without asking AWS anything
  --skip-smoke-test  does not send ten prompts at the end
  --out              where to build (dist)`

/** @throws DeployError for what the command does not have */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): DeployOptions {
  const { values } = parse(args)
  const stage = STAGES.find((name) => name === values.stage)
  if (stage === undefined) throw new DeployError(`There is no stage "${values.stage}".\n${USAGE}`)
  return {
    stage,
    region: values.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION,
    isDry: values['dry-run'],
    hasSmokeTest: !values['skip-smoke-test'],
    out: values.out,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        stage: { type: 'string', default: 'dev' },
        region: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'skip-smoke-test': { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    })
  } catch (error) {
    throw new DeployError(`${error instanceof Error ? error.message : 'Unknown option.'}\n${USAGE}`)
  }
}
