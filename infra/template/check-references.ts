import type { Template } from './read-template.ts'
import { type Reference, referencesIn } from './references.ts'

const PSEUDO = ['AccountId', 'NoValue', 'Partition', 'Region', 'StackName', 'URLSuffix'].map((name) => `AWS::${name}`)

/** What types have beside their reference, as far as it is used here. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudFront::Distribution': ['DomainName', 'Id'],
  'AWS::CloudFront::Function': ['FunctionARN'],
  'AWS::IAM::Role': ['Arn'],
  'AWS::Logs::LogGroup': ['Arn'],
  'AWS::S3::Bucket': ['Arn', 'RegionalDomainName'],
  'AWS::SQS::Queue': ['Arn', 'QueueName'],
}

/** Names that are referred to and not there, and names that are there and not referred to. */
export function checkReferences(template: Template): string[] {
  const { Parameters, Conditions, Mappings, Rules, Globals, Resources, Outputs } = template
  const references = referencesIn({ Rules, Conditions, Globals, Resources, Outputs })
  const unknown = references
    .filter((reference) => !exists(template, reference))
    .map(({ name, part }) => {
      return `${[name, part].filter(Boolean).join('.')} is referred to and does not exist.`
    })
  const isUsed = (kind: Reference['kind'], name: string) => {
    return references.some((reference) => reference.kind === kind && reference.name === name)
  }
  return [
    ...unknown,
    ...Object.keys(Parameters)
      .filter((name) => !isUsed('name', name))
      .map((name) => `Parameter ${name} is not used.`),
    ...Object.keys(Conditions)
      .filter((name) => !isUsed('condition', name))
      .map((name) => `Condition ${name} is not used.`),
    ...Object.keys(Mappings)
      .filter((name) => !isUsed('map', name))
      .map((name) => `Mapping ${name} is not used.`),
  ]
}

function exists(
  { Parameters, Conditions, Mappings, Resources }: Template,
  { kind, name, part = '' }: Reference,
): boolean {
  switch (kind) {
    case 'name':
      return name in Parameters || name in Resources || PSEUDO.includes(name)
    case 'attribute':
      return (ATTRIBUTES[Resources[name]?.Type ?? ''] ?? []).includes(part)
    case 'condition':
      return name in Conditions
    case 'map':
      return Object.values(Mappings[name] ?? {}).some((row) => part === '' || part in row)
    default:
      return kind satisfies never
  }
}
