import { asList, isRecord } from './values.ts'

/** One use of a name. */
export interface Reference {
  readonly kind: 'name' | 'attribute' | 'condition' | 'map'
  readonly name: string
  /** Of an attribute its name, of a map the key of the second level where it is written out. */
  readonly part?: string
}

/** Every name that a value refers to. */
export function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => [...named(key, inner), ...referencesIn(inner)])
}

function named(key: string, inner: unknown): Reference[] {
  const [first, , third] = asList(inner)
  switch (key) {
    case 'Ref':
      return typeof inner === 'string' ? [{ kind: 'name', name: inner }] : []
    case 'Fn::GetAtt':
      return [{ kind: 'attribute', name: String(first), part: asList(inner).slice(1).join('.') }]
    case 'Fn::If':
      return [{ kind: 'condition', name: String(first) }]
    case 'Fn::FindInMap':
      return [{ kind: 'map', name: String(first), ...(typeof third === 'string' && { part: third }) }]
    case 'Fn::Sub':
      return typeof first === 'string' ? namedInText(first) : []
    case 'Condition':
      return typeof inner === 'string' ? [{ kind: 'condition', name: inner }] : []
    default:
      return []
  }
}

function namedInText(text: string): Reference[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, inside = '']): Reference => {
    const [name = '', ...rest] = inside.split('.')
    return rest.length === 0 ? { kind: 'name', name } : { kind: 'attribute', name, part: rest.join('.') }
  })
}
