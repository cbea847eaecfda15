import type { Statement } from '../../infra/template/statements.ts'
import type { AwsCall } from './record-aws-calls.ts'

/** The smallest piece of a policy: one action on one resource, or on the keys with one prefix. */
export interface GrantPart {
  readonly name: string
  readonly owner: string
  readonly sid: string
  readonly action: string
  readonly resource: string
  readonly prefix: string | undefined
}

export interface UsedGrant extends GrantPart {
  /** The code that needs it. */
  readonly places: ReadonlySet<string>
}

/** What statements allow, in pieces. */
export function listGrants(statements: readonly Statement[]): GrantPart[] {
  const allowing = statements.filter(({ effect }) => effect === 'Allow')
  return allowing.flatMap(({ owner, sid, actions, resources, conditions }) => {
    const named = conditions.filter(({ key }) => key === 's3:prefix').flatMap(({ values }) => values)
    const prefixes = named.length === 0 ? [undefined] : named
    return actions.flatMap((action) => {
      return resources.flatMap((resource) => {
        return prefixes.map((prefix) => {
          const name = [owner, sid, action, resource, ...(prefix === undefined ? [] : [prefix])].join(' ')
          return { name, owner, sid, action, resource, prefix }
        })
      })
    })
  })
}

const OBJECT = '{DataBucket.Arn}/'

/**
 * S3 tells that a key is not there only to who may list the bucket; others get 403. It is not documented whether the key
 * counts as the prefix of that list, or none does: both have to be allowed.
 */
export function readsOfTheMissing(calls: readonly AwsCall[]): AwsCall[] {
  return calls
    .filter(({ isMissing, action }) => isMissing && action === 's3:GetObject')
    .flatMap((call) => {
      const list = { ...call, action: 's3:ListBucket', resource: '{DataBucket.Arn}' }
      return [
        { ...list, context: {} },
        { ...list, context: { 's3:prefix': call.resource.slice(OBJECT.length) } },
      ]
    })
}
