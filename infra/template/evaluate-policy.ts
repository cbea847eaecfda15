import type { Statement, StatementCondition } from './statements.ts'

/** A call as AWS sees it before it asks the policies. */
export interface Call {
  readonly action: string
  readonly resource: string
  /** Keys of conditions that come with the call, such as s3:prefix. */
  readonly context: Readonly<Record<string, string>>
}

/** A statement that allows a call, with the resource of it that did. */
export interface Grant {
  readonly statement: Statement
  readonly resource: string
  /** Of a list, the prefixes of its condition that match it. */
  readonly prefixes: readonly string[]
}

/** What allows a call, or undefined: nothing does, or something denies it. */
export function findGrant(statements: readonly Statement[], call: Call): Grant | undefined {
  const matching = statements.flatMap((statement) => {
    const resource = statement.resources.find((pattern) => isLike(call.resource, pattern))
    const isAbout = resource !== undefined && statement.actions.some((pattern) => isLike(call.action, pattern))
    if (!isAbout || !statement.conditions.every((condition) => holds(condition, call))) return []
    const named = statement.conditions.filter(({ key }) => key === 's3:prefix').flatMap(({ values }) => values)
    return [
      { statement, resource, prefixes: named.filter((pattern) => isLike(call.context['s3:prefix'] ?? '', pattern)) },
    ]
  })
  if (matching.some(({ statement }) => statement.effect === 'Deny')) return undefined
  return matching[0]
}

function holds({ operator, key, values }: StatementCondition, { context }: Call): boolean {
  const value = context[key]
  switch (operator) {
    case 'StringEquals':
      return value !== undefined && values.includes(value)
    case 'StringLike':
      return value !== undefined && values.some((pattern) => isLike(value, pattern))
    case 'StringLikeIfExists':
      return value === undefined || values.some((pattern) => isLike(value, pattern))
    case 'Bool':
      return value !== undefined && values.includes(value)
    default:
      // Silence would allow what the real policy forbids, or the other way round.
      throw new Error(`the operator ${operator} is not known here`)
  }
}

/** Patterns of policies: `*` is any number of characters, `?` is one. */
function isLike(text: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text)
}
