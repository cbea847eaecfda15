import * as v from 'valibot'
import type { Template } from './read-template.ts'
import { asList, at, propertiesOf, resourcesOf, textOf } from './values.ts'

/** One statement of a policy, with names in braces for what only a deployment knows. */
export interface Statement {
  /** The role or bucket policy that it stands in. */
  readonly owner: string
  readonly sid: string
  readonly effect: 'Allow' | 'Deny'
  readonly principals: readonly string[]
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions: readonly StatementCondition[]
}

export interface StatementCondition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

const Written = v.object({
  Sid: v.optional(v.string(), ''),
  Effect: v.picklist(['Allow', 'Deny']),
  Principal: v.optional(v.unknown()),
  Action: v.unknown(),
  Resource: v.optional(v.unknown()),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
})

/** What a role may do, as its own policies say. */
export function statementsOfRole(template: Template, role: string): Statement[] {
  const policies = asList(propertiesOf(template, role).Policies)
  return policies.flatMap((policy) => readStatements(role, at(policy, 'PolicyDocument', 'Statement')))
}

/** Every statement of the template: of roles and of bucket policies. */
export function allStatements(template: Template): Statement[] {
  const ofRoles = resourcesOf(template, 'AWS::IAM::Role').flatMap(([name]) => statementsOfRole(template, name))
  const ofBuckets = resourcesOf(template, 'AWS::S3::BucketPolicy').flatMap(([name, { Properties }]) => {
    return readStatements(name, at(Properties, 'PolicyDocument', 'Statement'))
  })
  return [...ofRoles, ...ofBuckets]
}

function readStatements(owner: string, written: unknown): Statement[] {
  return asList(written).map((each) => {
    const { Sid, Effect, Principal, Action, Resource, Condition } = v.parse(Written, each)
    return {
      owner,
      sid: Sid,
      effect: Effect,
      principals: asList(at(Principal, 'Service') ?? at(Principal, 'AWS') ?? Principal).map(textOf),
      actions: asList(Action).map(textOf),
      resources: asList(Resource).map(textOf),
      conditions: Object.entries(Condition).flatMap(([operator, keys]) => {
        return Object.entries(keys).map(([key, values]) => ({ operator, key, values: asList(values).map(textOf) }))
      }),
    }
  })
}
