import { RETENTION } from '../../lambda/src/store/retention.ts'
import type { Template } from './read-template.ts'
import { allStatements, type Statement } from './statements.ts'
import { at, propertiesOf, resourcesOf, textOf } from './values.ts'

/** Objects of the bucket below a part of the keys: `{DataBucket.Arn}/jobs/*`. */
const OBJECTS = /^\{DataBucket\.Arn\}\/((?:[a-z]+\/)+)\*(?:\.json)?$/
/** What the CDN reads of the built app stands beside the keys of the program. */
const SITE = 'site/'
const BUCKET_IS_PRIVATE = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets']

/** Grants that are wider than they need to be, whatever the program does with them. */
export function checkPolicies(template: Template): string[] {
  const allowing = allStatements(template).filter(({ effect }) => effect === 'Allow')
  return [...allowing.flatMap(checkStatement), ...checkRoles(template), ...checkBucket(template)]
}

function checkStatement(statement: Statement): string[] {
  const { owner, sid, principals, actions, resources } = statement
  const complaints = [
    ...actions.filter((action) => action.includes('*')).map((action) => `the action ${action} has a wildcard`),
    ...principals.filter((principal) => principal.includes('*')).map(() => 'everybody is a principal'),
    ...resources.flatMap(checkResource),
    ...(actions.includes('s3:ListBucket') ? checkListing(statement) : []),
  ]
  return complaints.map((complaint) => `${owner}, ${sid}: ${complaint}.`)
}

function checkResource(resource: string): string[] {
  if (!resource.includes('*')) return []
  const prefix = OBJECTS.exec(resource)?.[1]
  if (prefix === undefined) return [`the resource ${resource} has a wildcard`]
  return prefix in RETENTION || prefix === SITE ? [] : [`no key begins with ${prefix}`]
}

function checkListing({ conditions }: Statement): string[] {
  const prefixes = conditions.filter(({ key }) => key === 's3:prefix').flatMap(({ values }) => values)
  if (prefixes.length === 0) return ['the whole bucket may be listed']
  const unknown = prefixes.filter((prefix) => !(prefix.endsWith('/*') && prefix.slice(0, -1) in RETENTION))
  return unknown.map((prefix) => `nothing is listed under ${prefix}`)
}

/** SAM gives a function without a role of its own a managed policy, and adds others to its `Policies`. */
function checkRoles(template: Template): string[] {
  const functions = resourcesOf(template, 'AWS::Serverless::Function').filter(([, { Properties }]) => {
    return Properties.Role === undefined || Properties.Policies !== undefined
  })
  const roles = resourcesOf(template, 'AWS::IAM::Role').filter(([, { Properties }]) => {
    return Properties.ManagedPolicyArns !== undefined
  })
  return [
    ...functions.map(([name]) => `${name} has no role of its own.`),
    ...roles.map(([name]) => `${name} has a managed policy.`),
  ]
}

function checkBucket(template: Template): string[] {
  const bucket = propertiesOf(template, 'DataBucket')
  const open = BUCKET_IS_PRIVATE.filter((name) => at(bucket, 'PublicAccessBlockConfiguration', name) !== true)
  const isTlsOnly = allStatements(template).some(({ owner, effect, actions, resources, conditions }) => {
    const isPlain = conditions.some(({ key, values }) => key === 'aws:SecureTransport' && values.includes('false'))
    const whole = ['{DataBucket.Arn}', '{DataBucket.Arn}/*'].every((resource) => resources.includes(resource))
    return owner === 'DataBucketPolicy' && effect === 'Deny' && actions.includes('s3:*') && isPlain && whole
  })
  const isOurs = allStatements(template)
    .filter(({ owner, effect }) => owner === 'DataBucketPolicy' && effect === 'Allow')
    .every(({ conditions }) => conditions.some(({ key, values }) => key === 'AWS:SourceArn' && values.length === 1))
  // A bucket whose stack never came to be holds nothing, and its name would be in the way of the next attempt's.
  const isKept =
    textOf(template.Resources.DataBucket?.DeletionPolicy) === 'RetainExceptOnCreate' &&
    textOf(template.Resources.DataBucket?.UpdateReplacePolicy) === 'Retain'
  return [
    ...open.map((name) => `The bucket lacks ${name}.`),
    ...(isTlsOnly ? [] : ['The bucket can be reached without TLS.']),
    ...(isOurs ? [] : ['Distributions of others may read the bucket.']),
    ...(isKept ? [] : ['The pictures go with the stack.']),
  ]
}
