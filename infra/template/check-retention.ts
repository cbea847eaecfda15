import { ALWAYS_ENDS, RETENTION } from '../../lambda/src/store/retention.ts'
import type { Template } from './read-template.ts'
import { asList, at, propertiesOf } from './values.ts'

/** The lifecycle rules of the bucket against the table of the code, for every number of days that can be chosen. */
export function checkRetention(template: Template): string[] {
  const rules = asList(at(propertiesOf(template, 'DataBucket'), 'LifecycleConfiguration', 'Rules'))
  const prefixes = rules.map((rule) => at(rule, 'Prefix')).filter((prefix) => typeof prefix === 'string')
  const unknown = prefixes
    .filter((prefix) => !(prefix in RETENTION))
    .map((prefix) => `Nothing says how long ${prefix} is kept.`)
  const choices = template.Parameters.RetentionDays?.AllowedValues ?? []
  if (choices.length < 2 || !choices.includes('0')) unknown.push('RetentionDays has no choices, or not 0.')
  return [
    ...unknown,
    ...Object.entries(RETENTION).flatMap(([prefix, daysFor]) => {
      const ownRules = rules.filter((rule) => at(rule, 'Prefix') === prefix)
      if (ownRules.length !== 1) return [`${prefix} has ${ownRules.length} lifecycle rules.`]
      return choices.flatMap((choice) => {
        const ends = choice !== '0' || ALWAYS_ENDS.includes(prefix)
        const status = chosen(template, at(ownRules[0], 'Status'), choice)
        const days = chosen(template, at(ownRules[0], 'ExpirationInDays'), choice)
        if (status !== (ends ? 'Enabled' : 'Disabled')) return [`${prefix} with RetentionDays ${choice} is ${status}.`]
        const isRight = !ends || days === daysFor(Number(choice))
        return isRight ? [] : [`${prefix} with RetentionDays ${choice} is kept for ${days} days.`]
      })
    }),
  ]
}

/** A value that depends on RetentionDays alone. */
function chosen({ Mappings }: Template, value: unknown, days: string | number): unknown {
  const [map, row, key] = asList(at(value, 'Fn::FindInMap'))
  if (map === undefined) return value
  return at(row, 'Ref') === 'RetentionDays' ? Mappings[String(map)]?.[days]?.[String(key)] : undefined
}
