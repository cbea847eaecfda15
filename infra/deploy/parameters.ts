import { parseEnv } from 'node:util'
import type { Template } from '../template/read-template.ts'
import { DeployError } from './deploy-error.ts'

export type Parameters = Template['Parameters']

/** The names of parameters whose values are never shown. */
export function secretParameters(parameters: Parameters): string[] {
  return Object.keys(parameters).filter((name) => parameters[name]?.NoEcho)
}

interface Sources {
  /** Text of infra/stages/{stage}.env. */
  readonly stageFile: string
  readonly stage: string
  readonly version: string
  readonly secrets: ReadonlyMap<string, string>
}

/**
 * A value for every parameter: CloudFormation would keep the earlier one of a parameter that is left out, and a line that
 * is removed from the stage's file would stay in force.
 * @throws DeployError
 */
export function fillParameters(parameters: Parameters, sources: Sources): ReadonlyMap<string, string> {
  const { stage, version, secrets } = sources
  const settings = readStageFile(parameters, sources)
  const own: Readonly<Record<string, string>> = { Stage: stage, AppVersion: version }
  const filled = Object.entries(parameters).map(([name, { Default }]) => {
    const value = own[name] ?? secrets.get(name) ?? settings[name] ?? Default
    return [name, value === undefined ? undefined : String(value)] as const
  })
  const missing = filled.filter(([, value]) => value === undefined).map(([name]) => name)
  if (missing.length > 0) {
    throw new DeployError(
      `infra/stages/${stage}.env has no value for ${missing.join(', ')}, and the template has none.`,
    )
  }
  return new Map(filled.map(([name, value]) => [name, value ?? '']))
}

/** @throws DeployError for names that the template does not have, and for secrets */
export function readStageFile(
  parameters: Parameters,
  { stage, stageFile }: Pick<Sources, 'stage' | 'stageFile'>,
): Readonly<Record<string, string | undefined>> {
  const settings = parseEnv(stageFile)
  for (const name of Object.keys(settings)) {
    const about = `${name} in infra/stages/${stage}.env`
    const parameter = parameters[name]
    if (parameter === undefined) throw new DeployError(`${about} is no parameter of template.yaml.`)
    if (parameter.NoEcho)
      throw new DeployError(`${about} is a secret: it belongs into Systems Manager, see docs/DEPLOYMENT.md.`)
  }
  return settings
}

/** In the form that the SAM CLI reads. */
export function toOverrides(values: ReadonlyMap<string, string>): string[] {
  return [...values].map(([name, value]) => `${name}="${value.replaceAll(/(["\\])/g, '\\$1')}"`)
}
