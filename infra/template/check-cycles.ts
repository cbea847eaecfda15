import type { Template } from './read-template.ts'
import { referencesIn } from './references.ts'
import { at, isRecord, propertiesOf, resourcesOf } from './values.ts'

/** Resources that would each have to be made before the other. SAM's own resources are counted in. */
export function checkCycles(template: Template): string[] {
  const needs = new Map(Object.keys(template.Resources).map((name) => [name, neededBy(template, name)]))
  for (const [name] of resourcesOf(template, 'AWS::Serverless::Function')) {
    // SAM writes the function's ARN into the API that its events name.
    for (const api of apisOf(template, name)) needs.get(api)?.add(name)
  }
  const cycle = findCycle(needs)
  return cycle === undefined ? [] : [`These need each other: ${cycle.join(' -> ')}.`]
}

function neededBy(template: Template, name: string): Set<string> {
  const resource = template.Resources[name]
  const isFunction = resource?.Type === 'AWS::Serverless::Function'
  // What an event names is needed by a resource that SAM makes of the event, and not by the function.
  const { Events: _ofOthers, ...own } = propertiesOf(template, name)
  const seen = [
    isFunction ? own : propertiesOf(template, name),
    isFunction ? template.Globals : {},
    resource?.DependsOn,
  ]
  const names = [...referencesIn(seen).map((reference) => reference.name), ...[resource?.DependsOn].flat()]
  return new Set(names.filter((needed) => typeof needed === 'string').filter((needed) => needed in template.Resources))
}

function apisOf(template: Template, functionName: string): string[] {
  const events = propertiesOf(template, functionName).Events
  return Object.values(isRecord(events) ? events : {})
    .map((event) => at(event, 'Properties', 'ApiId', 'Ref'))
    .filter((api) => typeof api === 'string')
}

function findCycle(needs: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>()
  function visit(name: string, way: readonly string[]): string[] | undefined {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name]
    if (done.has(name)) return undefined
    for (const needed of needs.get(name) ?? []) {
      const cycle = visit(needed, [...way, name])
      if (cycle !== undefined) return cycle
    }
    done.add(name)
    return undefined
  }
  for (const name of needs.keys()) {
    const cycle = visit(name, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}
