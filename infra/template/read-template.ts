import * as v from 'valibot'
import { parseDocument, type Tags, type YAMLMap, type YAMLSeq } from 'yaml'

const Section = v.optional(v.record(v.string(), v.unknown()), {})

const Parameter = v.looseObject({
  Type: v.string(),
  NoEcho: v.optional(v.boolean()),
  Default: v.optional(v.union([v.string(), v.number()])),
  AllowedValues: v.optional(v.array(v.union([v.string(), v.number()]))),
})

const Resource = v.looseObject({
  Type: v.string(),
  Condition: v.optional(v.string()),
  Properties: Section,
})
export type Resource = v.InferOutput<typeof Resource>

const Template = v.object({
  Parameters: v.optional(v.record(v.string(), Parameter), {}),
  Rules: Section,
  Mappings: v.optional(v.record(v.string(), v.record(v.string(), v.record(v.string(), v.unknown()))), {}),
  Conditions: Section,
  Globals: Section,
  Resources: v.record(v.string(), Resource),
  Outputs: Section,
})
/** A template as data. What YAML writes as `!Ref X` is `{ Ref: 'X' }`, `!Sub x` is `{ 'Fn::Sub': 'x' }`, and so on. */
export type Template = v.InferOutput<typeof Template>

/** The text is no template. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

const FUNCTIONS = ['And', 'Equals', 'FindInMap', 'GetAtt', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub']

/** Each short form of CloudFormation, on a scalar, a sequence or a map. */
const TAGS: Tags = [...FUNCTIONS, 'Ref', 'Condition'].flatMap((name) => {
  const key = FUNCTIONS.includes(name) ? `Fn::${name}` : name
  const whole = (value: unknown) => ({
    [key]: name === 'GetAtt' && typeof value === 'string' ? splitOnce(value) : value,
  })
  const ofCollection = (value: YAMLMap.Parsed | YAMLSeq.Parsed) => whole(value.toJSON())
  return [
    { tag: `!${name}`, resolve: (text: string) => whole(text) },
    { tag: `!${name}`, collection: 'seq' as const, resolve: ofCollection as (value: unknown) => unknown },
    { tag: `!${name}`, collection: 'map' as const, resolve: ofCollection as (value: unknown) => unknown },
  ]
})

function splitOnce(text: string): string[] {
  const dot = text.indexOf('.')
  return [text.slice(0, dot), text.slice(dot + 1)]
}

/** @throws TemplateError for broken YAML, a name that is there twice, and what has not the form of a template */
export function readTemplate(text: string): Template {
  const document = parseDocument(text, { customTags: TAGS, uniqueKeys: true })
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) throw new TemplateError(error.message)
  const parsed = v.safeParse(Template, document.toJS())
  if (parsed.success) return parsed.output
  throw new TemplateError(JSON.stringify(v.flatten(parsed.issues)))
}
