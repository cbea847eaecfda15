import type { Resource, Template } from './read-template.ts'

/** Whether a value has named parts. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a path inside a value, or undefined. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)]
    return isRecord(inner) ? inner[name] : undefined
  }, value)
}

export function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/**
 * A value as text, with names in braces for what only a deployment knows: `{DataBucket.Arn}/jobs/*`.
 * What depends on a condition has no such form and becomes JSON.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const reference = at(value, 'Ref')
  if (typeof reference === 'string') return `{${reference}}`
  const attribute = at(value, 'Fn::GetAtt')
  if (Array.isArray(attribute)) return `{${attribute.join('.')}}`
  const template = at(value, 'Fn::Sub')
  if (typeof template === 'string') return template.replace(/\$\{([^!}][^}]*)\}/g, '{$1}')
  return JSON.stringify(value)
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** Every object with names inside a value, itself first. */
export function* recordsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (isRecord(value)) yield value
  const parts = isRecord(value) ? Object.values(value) : asList(Array.isArray(value) ? value : undefined)
  for (const part of parts) yield* recordsIn(part)
}

export function resourcesOf(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)
}

/** The properties of one resource; nothing of one that is not there, which other checks complain about. */
export function propertiesOf(template: Template, name: string): Readonly<Record<string, unknown>> {
  return template.Resources[name]?.Properties ?? {}
}
